#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

struct gzFile_s;

namespace isthmus::engine {

/// A file read from its beginning, unpacked on the way when it is gzip and as it is when it is not.
class GzFile {
public:
    /// Throws Error(BadInput) when the file cannot be opened.
    explicit GzFile(const std::filesystem::path& path);

    /// Up to `count` bytes; fewer only at the end of the file. Memory grows with the bytes that are really there.
    /// Throws Error(BadInput) when the file cannot be read or its compressed content is damaged or cut off,
    /// Error(Interrupted) within 200 ms of a stop request.
    std::vector<std::uint8_t> read(std::size_t count, const std::stop_token& stop);

    const std::filesystem::path& path() const { return path_; }

private:
    struct Close {
        void operator()(gzFile_s* file) const;
    };

    std::filesystem::path path_;
    std::unique_ptr<gzFile_s, Close> file_;
};

}  // namespace isthmus::engine
