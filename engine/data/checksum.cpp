#include "engine/data/checksum.h"

#include "engine/error.h"

#include <openssl/evp.h>

#include <array>

namespace isthmus::engine {

std::string sha256(std::span<const std::uint8_t> bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        throw Error(Error::Kind::Failed, "OpenSSL cannot compute SHA-256; check its installation");
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

}  // namespace isthmus::engine
