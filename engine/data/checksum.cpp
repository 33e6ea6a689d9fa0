#include "engine/data/checksum.h"

#include "engine/error.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <vector>

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

std::string sha256(std::string_view text)
{
    return sha256(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::string sha256(std::span<const std::uint16_t> labels)
{
    const bool wide = std::any_of(labels.begin(), labels.end(), [](std::uint16_t label) { return label > 255; });
    std::vector<std::uint8_t> bytes;
    for (const std::uint16_t label : labels) {
        bytes.push_back(static_cast<std::uint8_t>(label & 255U));
        if (wide)
            bytes.push_back(static_cast<std::uint8_t>(label >> 8U));
    }
    return sha256(bytes);
}

}  // namespace isthmus::engine
