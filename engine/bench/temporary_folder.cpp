#include "engine/bench/temporary_folder.h"

#include "engine/error.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

namespace isthmus::engine {

TemporaryFolder::TemporaryFolder()
{
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    std::string name = (parent / "isthmus-bench-XXXXXX").string();
    if (error || !::mkdtemp(name.data()))
        throw Error(Error::Kind::Failed, (error ? "TMPDIR" : parent.string()) + ": no folder for files can be made there: "
                                             + (error ? error.message() : std::strerror(errno))
                                             + "; let TMPDIR name a folder with 50 MB of space");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace isthmus::engine
