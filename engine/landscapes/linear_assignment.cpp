#include "engine/landscapes/linear_assignment.h"

#include "engine/error.h"

#include <limits>

namespace isthmus::engine {

namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
constexpr double infinite = std::numeric_limits<double>::infinity();

/// An assignment that grows by one row at a time. Prices of rows and columns (the dual variables) keep
/// cost - price of row - price of column at zero or above, and at zero where row and column are assigned, so that every stage is
/// the best assignment of its rows.
class Assignment {
public:
    Assignment(std::span<const double> costs, std::size_t n)
        : costs_(costs), columnOf_(n, none), rowOf_(n, none), rowPrice_(n, 0.0), columnPrice_(n, 0.0), distance_(n), before_(n)
    {
    }

    /// Assigns one more row along the shortest path to a free column; rows on the way change their columns.
    void add(std::size_t row)
    {
        for (std::size_t column = shortestPath(row); column != none;) {
            rowOf_[column] = before_[column];
            std::swap(columnOf_[before_[column]], column);  // what that row had is to be taken by the row before it
        }
    }

    std::vector<std::size_t> columns() && { return std::move(columnOf_); }

private:
    /// Dijkstra's algorithm over the columns; sets `before_`, adjusts the prices, returns the free column reached.
    std::size_t shortestPath(std::size_t start)
    {
        const std::size_t n = columnOf_.size();
        std::vector<std::size_t> open(n);  // columns whose shortest distance is not known yet
        for (std::size_t j = 0; j < n; ++j)
            open[j] = j;
        std::vector<std::size_t> closed;
        distance_.assign(n, infinite);
        std::size_t row = start;
        double length = 0.0;  // of the path to `row`
        while (true) {
            std::size_t nearest = 0;  // among the open ones
            double least = infinite;
            const double* const cost = costs_.data() + row * n;
            for (std::size_t k = 0; k < open.size(); ++k) {
                const std::size_t j = open[k];
                const double through = length + (cost[j] - rowPrice_[row] - columnPrice_[j]);
                if (through < distance_[j]) {
                    distance_[j] = through;
                    before_[j] = row;
                }
                // A free column ends the search, so it comes first among equals.
                if (distance_[j] < least || (distance_[j] == least && rowOf_[j] == none)) {
                    least = distance_[j];
                    nearest = k;
                }
            }
            const std::size_t column = open[nearest];
            length = least;
            if (rowOf_[column] == none) {
                reprice(start, closed, length);
                return column;
            }
            closed.push_back(column);
            open[nearest] = open.back();
            open.pop_back();
            row = rowOf_[column];
        }
    }

    void reprice(std::size_t start, const std::vector<std::size_t>& closed, double length)
    {
        rowPrice_[start] += length;
        for (const std::size_t column : closed) {
            rowPrice_[rowOf_[column]] += length - distance_[column];
            columnPrice_[column] -= length - distance_[column];
        }
    }

    std::span<const double> costs_;
    std::vector<std::size_t> columnOf_;  ///< of each row; none: not assigned yet
    std::vector<std::size_t> rowOf_;     ///< of each column; none: free
    std::vector<double> rowPrice_;
    std::vector<double> columnPrice_;
    std::vector<double> distance_;     ///< of each column from the row being added
    std::vector<std::size_t> before_;  ///< the row from which the shortest path comes to a column
};

}  // namespace

std::vector<std::size_t> linearAssignment(std::span<const double> costs, std::size_t n, const std::stop_token& stop)
{
    Assignment assignment(costs, n);
    for (std::size_t row = 0; row < n; ++row) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        assignment.add(row);
    }
    return std::move(assignment).columns();
}

}  // namespace isthmus::engine
