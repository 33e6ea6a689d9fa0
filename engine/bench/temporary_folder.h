#pragma once
#include <filesystem>

namespace isthmus::engine {

/// Where the system puts temporary files; removed with all it holds at the end. Throws Error(Failed) when none can be made.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace isthmus::engine
