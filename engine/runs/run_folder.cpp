#include "engine/runs/run_folder.h"

#include "engine/data/datasets.h"
#include "engine/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

namespace isthmus::engine {

namespace {

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts);
    return text;
}

/// A file name on every system: what a name may hold but a path may not becomes '-'.
std::string fileName(std::string name)
{
    const auto unfit = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>| ").find(c) != std::string_view::npos;
    };
    std::replace_if(name.begin(), name.end(), unfit, '-');
    return name.empty() || name.front() == '.' ? "run" + name : name;
}

struct flock wholeFile()
{
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

}  // namespace

std::filesystem::path defaultRunsDir() { return defaultDataDir().parent_path() / "runs"; }

RunFolder RunFolder::create(const std::filesystem::path& runsDir, const std::string& name)
{
    const std::string base = fileName(name) + "-" + utcNow();
    std::error_code error;
    std::filesystem::create_directories(runsDir, error);
    for (int attempt = 1; !error; ++attempt) {
        const auto path = std::filesystem::absolute(runsDir) / (attempt == 1 ? base : base + "-" + std::to_string(attempt));
        if (std::filesystem::create_directory(path, error) && !error) {
            std::filesystem::create_directory(path / "weights", error);
            if (!error)
                return RunFolder(path.lexically_normal());
        }
    }
    const bool fullDisk = error == std::errc::no_space_on_device || error == std::errc::io_error;
    throw Error(fullDisk ? Error::Kind::Failed : Error::Kind::BadInput,
                runsDir.string() + ": no run folder can be made there: " + error.message());
}

RunFolder RunFolder::open(const std::filesystem::path& folder)
{
    RunFolder run((std::filesystem::absolute(folder) / "").lexically_normal().parent_path());  // without a slash at the end
    if (!std::filesystem::is_directory(run.path_))
        throw badInput(folder.string() + ": there is no such run folder");
    if (!std::filesystem::exists(run.experiment()))
        throw badInput(folder.string() + ": is not a run folder: it holds no experiment.json");
    return run;
}

std::filesystem::path RunFolder::weights(const std::string& anchor) const
{
    return path_ / "weights" / (anchor + ".safetensors");
}

std::filesystem::path RunFolder::boundary(int task) const { return path_ / "boundaries" / (taskAnchor(task) + ".safetensors"); }

std::vector<std::string> RunFolder::anchors() const
{
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(path_ / "weights", none))
        if (entry.path().extension() == ".safetensors")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string RunFolder::taskAnchor(int task)
{
    const std::string number = std::to_string(task);
    return "task-" + std::string(number.size() < 2 ? 2 - number.size() : 0, '0') + number;
}

int RunFolder::taskOf(const std::string& anchor)
{
    const std::size_t begin = std::string("task-").size();
    if (anchor.size() <= begin || anchor.size() > begin + 6 || !anchor.starts_with("task-")
        || anchor.find_first_not_of("0123456789", begin) != std::string::npos)
        return 0;
    return std::stoi(anchor.substr(begin));
}

RunLock::RunLock(const RunFolder& folder) : descriptor_(::open(folder.experiment().c_str(), O_RDWR | O_CLOEXEC))
{
    if (descriptor_ < 0)
        throw Error(Error::Kind::Failed, folder.experiment().string() + ": cannot be opened: " + std::strerror(errno));
    struct flock whole = wholeFile();
    if (::fcntl(descriptor_, F_OFD_SETLK, &whole) != 0) {
        ::close(descriptor_);
        throw badInput(folder.path().string() + ": another program is writing to this run; wait for it or stop it first");
    }
}

RunLock::~RunLock() { ::close(descriptor_); }

bool RunLock::heldBySomebody(const RunFolder& folder)
{
    const int descriptor = ::open(folder.experiment().c_str(), O_RDONLY | O_CLOEXEC);
    struct flock whole = wholeFile();
    const bool held = descriptor >= 0 && ::fcntl(descriptor, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
    if (descriptor >= 0)
        ::close(descriptor);
    return held;
}

}  // namespace isthmus::engine
