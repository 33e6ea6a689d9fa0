#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace isthmus::engine {

/// A zip archive of files that are stored as they are, all of the same moment: the same files give the same bytes.
class ZipArchive {
public:
    /// Throws Error(BadInput) when the archive becomes larger than 4 GiB.
    void add(std::string_view name, std::string_view content);

    /// The whole archive.
    std::string bytes() const;

private:
    std::string files_;      ///< each with its local header
    std::string directory_;  ///< the headers again, with the places of the files
    std::uint16_t count_ = 0;
};

}  // namespace isthmus::engine
