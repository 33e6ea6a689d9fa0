#include "engine/landscapes/grid_filling.h"

#include "engine/error.h"
#include "engine/landscapes/weights_checksum.h"
#include "engine/models/evaluation.h"
#include "engine/results/statistics.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <span>
#include <utility>

namespace isthmus::engine {

namespace {

constexpr std::size_t coarsePoints = 8;  // along each axis of the first picture, at most

std::size_t coarseStride(std::size_t points)
{
    std::size_t stride = 1;
    while (points > coarsePoints * stride)
        stride *= 2;
    return stride;
}

/// The labels that occur, and how often.
struct LabelCounts {
    std::vector<int> labels;
    std::vector<double> counts;

    explicit LabelCounts(const at::Tensor& all)
    {
        const at::Tensor histogram = at::bincount(all.cpu());
        for (std::int64_t label = 0; label < histogram.numel(); ++label)
            if (const auto count = histogram[label].item<std::int64_t>(); count > 0) {
                labels.push_back(static_cast<int>(label));
                counts.push_back(static_cast<double>(count));
            }
    }
};

class Filling {
public:
    Filling(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass, TileFile* file,
            const FillingWatch& watch, const std::stop_token& stop)
        : network_(network), chart_(chart), tasks_(tasks), file_(file), watch_(watch), stop_(stop), grid_(chart.blank)
    {
        for (const TaskExamples& task : tasks) {
            const std::vector<double> nothing(grid_.size(), std::numeric_limits<double>::quiet_NaN());
            labels_.emplace_back(task.test.examples.labels);
            GridTask& blank =
                grid_.tasks.emplace_back(GridTask{.task = task.task, .split = task.split, .loss = nothing, .accuracy = nothing});
            if (grid_.draws > 1)
                blank.lossSpread = blank.accuracySpread = nothing;
            else
                blank.lossError = nothing;
            if (perClass) {
                blank.classes = labels_.back().labels;
                blank.classAccuracy.assign(blank.classes.size(), nothing);
            }
            grid_.samples = std::max(grid_.samples, static_cast<int>(task.test.examples.count()));
        }
        for (std::size_t point = 0; point < grid_.size(); ++point)
            points_ += grid_.hasPoint(point) ? 1 : 0;
    }

    /// From now on points of that draw are scored, and none of them is there yet. One draw's networks are held at a time.
    void begin(int draw)
    {
        draw_ = draw;
        done_.assign(grid_.size(), 0);
        scorer_.reset();
    }

    /// The points of a row whose column is a multiple of `stride` and that are not there yet.
    void fill(std::size_t row, std::size_t stride)
    {
        GridTile tile{.row = row, .columns = {}, .tasks = {}, .draw = draw_};
        for (std::size_t column = 0; column < grid_.columns(); column += stride)
            if (const std::size_t point = row * grid_.columns() + column; grid_.hasPoint(point) && !done_[point])
                tile.columns.push_back(column);
        if (tile.columns.empty())
            return;
        tile.kept = file_ != nullptr && file_->find(tile);
        if (!tile.kept) {
            finish([&](const std::stop_token& stop) { score(tile, stop); });
            if (file_ != nullptr)
                file_->append(tile);
        }
        put(tile);
        tile.done = done();
        if (watch_.onTile)
            watch_.onTile(tile);
    }

    void scoreAnchors()
    {
        for (std::size_t k = 0; k < chart_.anchors.size(); ++k) {
            GridAnchor& anchor = grid_.anchors[k];
            const std::string checksum = file_ != nullptr ? checksumOf(chart_.anchors[k]) : std::string();
            if (file_ != nullptr && file_->find(checksum, anchor))
                continue;
            finish([&](const std::stop_token& stop) { score(anchor, chart_.anchors[k], stop); });
            if (file_ != nullptr)
                file_->append(checksum, anchor);
        }
    }

    LandscapeGrid& grid() { return grid_; }

private:
    double done() const { return static_cast<double>(scored_) / (static_cast<double>(points_) * grid_.draws); }

    /// Does a part of the work, from its beginning again each time it is interrupted for a while only.
    void finish(const std::function<void(const std::stop_token&)>& part)
    {
        if (!std::exchange(scoring_, true) && watch_.onScoring)
            watch_.onScoring(done());
        for (;;) {
            std::stop_source ending;
            const auto end = [&ending] { ending.request_stop(); };
            const std::stop_callback onInterruption(watch_.beforePart ? watch_.beforePart() : std::stop_token(), end);
            const std::stop_callback onStop(stop_, end);
            try {
                return part(ending.get_token());
            } catch (const Error& error) {
                if (error.kind() != Error::Kind::Interrupted || stop_.stop_requested())
                    throw;
            }
        }
    }

    void score(GridTile& tile, const std::stop_token& stop)
    {
        if (!scorer_)  // not made for what is kept already
            scorer_ = makeScorer(network_, draw_ == 0 ? chart_.networks : chart_.furtherDraw(draw_), tasks_, stop);
        tile.tasks.assign(grid_.tasks.size(), {});
        for (std::size_t t = 0; t < tile.tasks.size(); ++t) {
            tile.tasks[t].task = grid_.tasks[t].task;
            tile.tasks[t].split = grid_.tasks[t].split;
            tile.tasks[t].classes = grid_.tasks[t].classes;
            tile.tasks[t].classAccuracy.resize(grid_.tasks[t].classes.size());
        }
        for (const PointRow& row : pointRows(chart_, tile.row, tile.columns)) {
            const auto scores = scorer_->score(row, stop);
            for (std::size_t t = 0; t < scores.size(); ++t)
                for (const PointScore& score : scores[t])
                    append(tile.tasks[t], score, labels_[t]);
        }
    }

    void score(GridAnchor& anchor, const at::Tensor& weights, const std::stop_token& stop) const
    {
        anchor.loss.clear();
        anchor.accuracy.clear();
        const Evaluator evaluator(network_, {weights});
        for (const TaskExamples& task : tasks_) {
            const Score score = evaluator.score(task.test, stop);
            anchor.loss.push_back(score.loss);
            anchor.accuracy.push_back(score.accuracy);
        }
    }

    static void append(GridTask& task, const PointScore& score, const LabelCounts& labels)
    {
        task.loss.push_back(score.loss);
        task.accuracy.push_back(score.accuracy);
        task.lossError.push_back(score.lossError);
        for (std::size_t c = 0; c < task.classes.size(); ++c)
            task.classAccuracy[c].push_back(score.right[static_cast<std::size_t>(task.classes[c])] / labels.counts[c]);
    }

    /// Takes the tile's values into the grid, and tells in the tile what they come to there.
    void put(GridTile& tile)
    {
        for (std::size_t t = 0; t < grid_.tasks.size(); ++t) {
            GridTask& task = grid_.tasks[t];
            GridTask& part = tile.tasks[t];
            if (grid_.draws > 1) {
                part.lossError.clear();
                part.lossSpread.resize(tile.columns.size());
                part.accuracySpread.resize(tile.columns.size());
            }
            for (std::size_t i = 0; i < tile.columns.size(); ++i) {
                const std::size_t point = tile.row * grid_.columns() + tile.columns[i];
                takeDraw(task.loss, task.lossSpread, part.loss, part.lossSpread, point, i);
                takeDraw(task.accuracy, task.accuracySpread, part.accuracy, part.accuracySpread, point, i);
                if (grid_.draws == 1)
                    task.lossError[point] = part.lossError[i];
                for (std::size_t c = 0; c < task.classAccuracy.size(); ++c)
                    takeDraw(task.classAccuracy[c], {}, part.classAccuracy[c], {}, point, i);
            }
        }
        for (const std::size_t column : tile.columns)
            done_[tile.row * grid_.columns() + column] = 1;
        scored_ += tile.columns.size();
    }

    /// One value of a tile, at `i` there and at `point` in the grid; spreads may be empty.
    void takeDraw(std::span<double> mean, std::span<double> spread, std::span<double> part, std::span<double> partSpread,
                  std::size_t point, std::size_t i) const
    {
        double unused = 0.0;
        double& deviation = spread.empty() ? unused : spread[point];
        take(part[i], draw_ + 1, mean[point], deviation);
        part[i] = mean[point];
        if (!partSpread.empty())
            partSpread[i] = deviation;
    }

    const Classifier& network_;
    const Chart& chart_;
    const std::vector<TaskExamples>& tasks_;
    TileFile* file_;
    const FillingWatch& watch_;
    std::stop_token stop_;
    std::unique_ptr<LandscapeScorer> scorer_;  ///< of the draw at hand
    LandscapeGrid grid_;
    std::vector<LabelCounts> labels_;  ///< of each task
    std::vector<char> done_;           ///< in the draw at hand
    int draw_ = 0;
    std::size_t points_ = 0;  ///< that there are
    std::size_t scored_ = 0;  ///< in all draws
    bool scoring_ = false;    ///< not all has been kept
};

}  // namespace

std::vector<PointRow> pointRows(const Chart& chart, std::size_t row, const std::vector<std::size_t>& columns)
{
    const auto shares = [&](std::size_t column) { return chart.shares(chart.place(row, column)); };
    std::vector<PointRow> rows;
    if (!chart.straight) {
        for (const std::size_t column : columns)
            rows.push_back({.first = shares(column), .last = shares(column), .positions = {0.0}});
        return rows;
    }
    const std::vector<double>& x = chart.blank.axes[0].points;
    const double first = x[columns.front()];
    const double length = x[columns.back()] - first;
    PointRow& all =
        rows.emplace_back(PointRow{.first = shares(columns.front()), .last = shares(columns.back()), .positions = {}});
    for (const std::size_t column : columns)
        all.positions.push_back(length > 0.0 ? (x[column] - first) / length : 0.0);
    return rows;
}

std::vector<std::size_t> coarseToFine(std::size_t height, std::size_t depth, std::size_t stride)
{
    // The power of two that both of a row's indices are multiples of says when its turn comes.
    const auto multiple = [&](std::size_t row) {
        const std::size_t both = (row % height) | (row / height) | stride;
        return std::size_t{1} << std::countr_zero(both);
    };
    std::vector<std::size_t> order(height * depth);
    for (std::size_t row = 0; row < order.size(); ++row)
        order[row] = row;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return multiple(a) > multiple(b); });
    return order;
}

LandscapeGrid fillGrid(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                       TileFile* file, const FillingWatch& watch, std::stop_token stop)
{
    Filling filling(network, chart, tasks, perClass, file, watch, stop);
    LandscapeGrid& grid = filling.grid();
    const std::size_t depth = std::max<std::size_t>(grid.axes[2].points.size(), 1);
    const std::size_t height = grid.rows() / depth;
    const std::size_t stride = coarseStride(std::max(grid.columns(), height));
    const std::vector<std::size_t> order = coarseToFine(height, depth, stride);
    for (int draw = 0; draw < grid.draws; ++draw) {
        filling.begin(draw);
        for (const std::size_t row : order)
            if ((row % height) % stride == 0 && (row / height) % stride == 0)
                filling.fill(row, stride);
        if (draw == 0)
            filling.scoreAnchors();
        for (const std::size_t row : order)
            filling.fill(row, 1);
    }
    return std::move(grid);
}

}  // namespace isthmus::engine
