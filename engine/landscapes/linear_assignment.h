#pragma once
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace isthmus::engine {

/// The linear assignment problem: the column of each row of an n × n matrix, every column once, such that the costs of the
/// chosen entries add up to the least possible sum. By shortest augmenting paths (Jonker and Volgenant 1987, Computing 38), in
/// O(n^3) at the worst. `costs` are finite, row by row. Throws Error(Interrupted) between two rows after a stop request.
std::vector<std::size_t> linearAssignment(std::span<const double> costs, std::size_t n, const std::stop_token& stop = {});

}  // namespace isthmus::engine
