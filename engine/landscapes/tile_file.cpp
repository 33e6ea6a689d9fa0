// After the first line come frames: a length in bytes, the bytes, their CRC-32. The bytes are JSON's binary twin CBOR, so that
// nothing of the format is ours but the frame. A tile is {"row", "columns", "tasks": [{"task", "split", "loss": [...], ...},
// ...]}, and "draw" but of the first one; a network that is shown {"network", "loss": [...], "accuracy": [...]} with a value for
// each task.
#include "engine/landscapes/tile_file.h"

#include "engine/data/checksum.h"
#include "engine/error.h"
#include "engine/runs/files.h"

#include <spdlog/spdlog.h>

#include <zlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace isthmus::engine {

namespace {

using Bytes = std::vector<std::uint8_t>;

std::uint32_t checksumOf(const std::uint8_t* bytes, std::size_t count)
{
    return static_cast<std::uint32_t>(::crc32_z(0, bytes, count));
}

Json tileJson(const GridTile& tile)
{
    Json tasks = Json::array();
    for (const GridTask& task : tile.tasks)
        tasks.push_back({{"task", task.task},
                         {"split", static_cast<int>(task.split)},
                         {"loss", task.loss},
                         {"accuracy", task.accuracy},
                         {"loss_error", task.lossError},
                         {"classes", task.classes},
                         {"class_accuracy", task.classAccuracy}});
    Json json{{"row", tile.row}, {"columns", tile.columns}, {"tasks", tasks}};
    if (tile.draw > 0)
        json["draw"] = tile.draw;
    return json;
}

GridTile tileOf(const Json& json)
{
    GridTile tile{.row = json.at("row"), .columns = json.at("columns"), .tasks = {}, .draw = json.value("draw", 0)};
    for (const Json& task : json.at("tasks"))
        tile.tasks.push_back({.task = task.at("task"),
                              .split = static_cast<Split>(task.at("split").get<int>()),
                              .loss = task.at("loss"),
                              .accuracy = task.at("accuracy"),
                              .lossError = task.at("loss_error"),
                              .classes = task.at("classes"),
                              .classAccuracy = task.at("class_accuracy")});
    return tile;
}

void appendNumber(Bytes& bytes, std::uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::uint32_t numberAt(const std::uint8_t* bytes)
{
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i)
        number |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
    return number;
}

constexpr std::size_t frameBytes = 8;  // the length and the checksum

struct flock wholeFile()
{
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

}  // namespace

std::unique_ptr<TileFile> TileFile::open(const std::filesystem::path& folder, const Json& identity)
{
    const std::string header = identity.dump() + '\n';
    const std::filesystem::path path =
        folder / (identity.at("chart").at("kind").get<std::string>() + '-' + sha256(header).substr(0, 12) + ".tiles");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    struct flock whole = wholeFile();
    if (descriptor >= 0 && ::fcntl(descriptor, F_OFD_SETLK, &whole) == 0)
        return std::unique_ptr<TileFile>(new TileFile(path, descriptor, header));
    spdlog::warn("{}: {}; the landscape is evaluated without being kept", path.string(),
                 descriptor < 0 ? std::strerror(errno) : "another program is writing to it");
    if (descriptor >= 0)
        ::close(descriptor);
    return nullptr;
}

TileFile::TileFile(std::filesystem::path path, int descriptor, const std::string& header)
    : path_(std::move(path)), descriptor_(descriptor)
{
    const std::string text = readFile(path_);
    if (text.starts_with(header)) {
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
        std::size_t at = header.size();
        while (text.size() - at >= frameBytes) {
            const std::size_t length = numberAt(bytes + at);
            if (length == 0  // zeros are what a power cut may leave
                || text.size() - at - frameBytes < length
                || numberAt(bytes + at + 4 + length) != checksumOf(bytes + at + 4, length))
                break;
            const Json content = Json::from_cbor(bytes + at + 4, bytes + at + 4 + length, true, false);
            if (!content.is_object())
                break;
            if (content.contains("network")) {
                anchors_[content.at("network")] = {.name = {}, .loss = content.at("loss"), .accuracy = content.at("accuracy")};
            } else {
                const GridTile tile = tileOf(content);
                tilesOfRow_.emplace(tile.row, tile);
            }
            at += frameBytes + length;
        }
        bytes_ = at;
    }
    // Torn by a kill; or begun by one that came before the first line was whole.
    if (text.size() != bytes_ && ::ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0)
        throw Error(Error::Kind::Failed, path_.string() + ": cannot be cut to its last whole tile: " + std::strerror(errno));
    if (bytes_ == 0)
        write(header.data(), header.size());
}

TileFile::~TileFile() { ::close(descriptor_); }

bool TileFile::find(GridTile& tile) const
{
    const auto [first, last] = tilesOfRow_.equal_range(tile.row);
    for (auto kept = first; kept != last; ++kept)
        if (kept->second.draw == tile.draw && kept->second.columns == tile.columns) {
            tile.tasks = kept->second.tasks;
            return true;
        }
    return false;
}

bool TileFile::find(const std::string& checksum, GridAnchor& anchor) const
{
    const auto kept = anchors_.find(checksum);
    if (kept == anchors_.end())
        return false;
    anchor.loss = kept->second.loss;
    anchor.accuracy = kept->second.accuracy;
    return true;
}

void TileFile::append(const GridTile& tile) { appendFrame(tileJson(tile)); }

void TileFile::append(const std::string& checksum, const GridAnchor& anchor)
{
    appendFrame({{"network", checksum}, {"loss", anchor.loss}, {"accuracy", anchor.accuracy}});
}

void TileFile::appendFrame(const Json& content)
{
    const Bytes bytes = Json::to_cbor(content);
    Bytes frame;
    appendNumber(frame, static_cast<std::uint32_t>(bytes.size()));
    frame.insert(frame.end(), bytes.begin(), bytes.end());
    appendNumber(frame, checksumOf(bytes.data(), bytes.size()));
    write(frame.data(), frame.size());
}

void TileFile::write(const void* bytes, std::size_t count)
{
    const ssize_t written = ::write(descriptor_, bytes, count);
    if (written == static_cast<ssize_t>(count)) {
        bytes_ += count;
        return;
    }
    const std::string reason = written < 0 ? std::strerror(errno) : "the disk is full";
    if (::ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0) {
        // Nothing more can be done here: a torn tile at the end is cut off when the file is opened again.
    }
    throw Error(Error::Kind::Failed, path_.string() + ": cannot be written: " + reason);
}

}  // namespace isthmus::engine
