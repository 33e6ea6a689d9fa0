#pragma once
#include "engine/models/forward.h"

#include <vector>

namespace isthmus::engine {

/// How the numbers of a batch ensemble lie in one flat vector: the shared weights [P], then member after member its own. Those
/// are, array by array of the layout, r [inputs] and s [outputs] of a matrix or kernel, and a vector as it is. The shared
/// vectors keep their place and are not used.
class FastLayout {
public:
    FastLayout(const WeightLayout& shared, std::int64_t members);

    std::int64_t members() const { return members_; }
    std::int64_t shared() const { return shared_; }   ///< numbers that all members share, P
    std::int64_t ofMember() const { return apart_; }  ///< numbers of one member, and from one member's to the next one's
    std::int64_t total() const { return shared_ + members_ * apart_; }
    /// Where r of an array begins among all numbers, or a vector; of the first member. s follows r.
    std::int64_t input(std::size_t array) const { return shared_ + arrays_[array].begin; }
    /// Where s of a matrix or kernel begins; of the first member.
    std::int64_t output(std::size_t array) const { return input(array) + arrays_[array].inputs; }

    /// All members' own numbers as views of `parameters` [total].
    FastWeights views(const at::Tensor& parameters) const;

private:
    struct Array {
        std::int64_t begin = 0;    ///< among a member's own numbers
        std::int64_t inputs = 0;   ///< 0: a vector
        std::int64_t outputs = 0;  ///< of a vector its size
    };

    std::int64_t members_;
    std::int64_t shared_;
    std::int64_t apart_ = 0;
    std::vector<Array> arrays_;
};

}  // namespace isthmus::engine
