#include "engine/runs/events.h"

#include "engine/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace isthmus::engine {

namespace {

/// Bytes up to and with the last newline.
std::uint64_t wholeLines(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return text.rfind('\n') + 1;  // npos + 1 = 0: not one line is whole
}

}  // namespace

EventLog::EventLog(const std::filesystem::path& file, std::uint64_t keepBytes) : file_(file)
{
    descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    struct stat status {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0)
        throw Error(Error::Kind::Failed, file.string() + ": cannot be opened: " + std::strerror(errno));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    endWasLost_ = size < keepBytes;
    bytes_ = endWasLost_ ? wholeLines(file) : keepBytes;
    if (size != bytes_ && ::ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0) {
        const std::string reason = std::strerror(errno);
        ::close(descriptor_);
        throw Error(Error::Kind::Failed, file.string() + ": cannot be cut to its last checkpoint: " + reason);
    }
}

EventLog::~EventLog() { ::close(descriptor_); }

void EventLog::append(const Json& event)
{
    const std::string line = event.dump() + '\n';
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) {
        bytes_ += line.size();
        return;
    }
    const std::string reason = written < 0 ? std::strerror(errno) : "the disk is full";
    if (::ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0) {
        // Nothing more can be done here: a half line at the end is read as an interruption.
    }
    throw Error(Error::Kind::Failed, file_.string() + ": cannot be written: " + reason);
}

void EventLog::flush()
{
    if (::fsync(descriptor_) != 0)
        throw Error(Error::Kind::Failed, file_.string() + ": cannot be written: " + std::strerror(errno));
}

EventFile readEvents(const std::filesystem::path& file, int tasks)
{
    EventFile result{RunHistory(tasks), {}};
    std::ifstream in(file, std::ios::binary);
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (in.eof())
            break;  // no newline: the run was interrupted while it wrote this line
        try {
            events::apply(Json::parse(line), result.history);
        } catch (const std::exception&) {
            result.problems.push_back(file.string() + ": line " + std::to_string(number) + " is damaged and was left out");
        }
    }
    return result;
}

}  // namespace isthmus::engine
