#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/landscape_grid.h"

#include <filesystem>
#include <map>
#include <memory>

namespace isthmus::engine {

/// The scored tiles of a grid in a file that only grows, so that a program that is killed loses the tile at hand and no more.
/// Its first line says in JSON what the values depend on; after it, each tile names its row and columns, so that what is done
/// is written down and never guessed from a value: a loss of 0 and one that is not a number are values like others. The scores
/// of the networks that are shown on the grid are kept beside the tiles.
class TileFile {
public:
    /// The file for this grid in `folder`: what it holds already is read and a tile torn by a kill is cut off. `identity` is
    /// all that the values depend on. Null when another process writes to it or nothing can be written there.
    static std::unique_ptr<TileFile> open(const std::filesystem::path& folder, const Json& identity);
    ~TileFile();
    TileFile(const TileFile&) = delete;
    TileFile& operator=(const TileFile&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Fills in the tile's values, when the file has a tile of its draw, row and columns.
    bool find(GridTile& tile) const;
    /// Fills in the scores of a network that is shown on the grid, when the file has them; `checksum` is its weights'.
    bool find(const std::string& checksum, GridAnchor& anchor) const;
    /// Both throw Error(Failed) when it cannot be written, the disk being full for example.
    void append(const GridTile& tile);
    void append(const std::string& checksum, const GridAnchor& anchor);

private:
    TileFile(std::filesystem::path path, int descriptor, const std::string& header);
    void appendFrame(const Json& content);
    void write(const void* bytes, std::size_t count);

    std::filesystem::path path_;
    int descriptor_;
    std::uint64_t bytes_ = 0;  ///< of the first line and whole tiles
    std::multimap<std::size_t, GridTile> tilesOfRow_;
    std::map<std::string, GridAnchor> anchors_;  ///< by their checksums; the scores alone
};

}  // namespace isthmus::engine
