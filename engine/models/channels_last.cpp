#include "engine/models/channels_last.h"

#include <algorithm>
#include <ATen/Parallel.h>
#include <cassert>
#include <torch/csrc/autograd/custom_function.h>

namespace isthmus::engine {

namespace {

constexpr std::int64_t worthAThread = 1 << 15;  // numbers

/// An array as so many blocks [inputs, pixels], one for each output; of an array that is no kernel each number is a block.
struct Blocks {
    std::int64_t outputs;
    std::int64_t inputs = 1;
    std::int64_t pixels = 1;

    std::int64_t size() const { return outputs * inputs * pixels; }
};

Blocks blocksOf(at::IntArrayRef shape)
{
    if (shape.size() == 4)
        return {shape[0], shape[1], shape[2] * shape[3]};
    return {c10::multiply_integers(shape)};
}

/// Each block [rows, columns] becomes [columns, rows].
void transpose(const float* from, const Blocks& blocks, std::int64_t rows, std::int64_t columns, float* to)
{
    const std::int64_t size = rows * columns;
    if (rows == 1 || columns == 1) {
        std::copy_n(from, blocks.size(), to);
        return;
    }
    at::parallel_for(0, blocks.outputs, std::max<std::int64_t>(1, worthAThread / size),
                     [&](std::int64_t begin, std::int64_t end) {
                         for (std::int64_t block = begin * size; block < end * size; block += size)
                             for (std::int64_t column = 0; column < columns; ++column)
                                 for (std::int64_t row = 0; row < rows; ++row)
                                     to[block + column * rows + row] = from[block + row * columns + column];
                     });
}

class ArraysChannelsLast : public torch::autograd::Function<ArraysChannelsLast> {
public:
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext*, const at::Tensor& weights,
                                                  const std::vector<std::vector<std::int64_t>>& shapes)
    {
        const at::Tensor flat = weights.contiguous();
        torch::autograd::variable_list arrays;
        std::int64_t offset = 0;
        for (const std::vector<std::int64_t>& shape : shapes) {
            const Blocks blocks = blocksOf(shape);
            const bool isKernel = shape.size() == 4;
            at::Tensor array =
                at::empty(shape, flat.options(), isKernel ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
            transpose(flat.data_ptr<float>() + offset, blocks, blocks.inputs, blocks.pixels, array.data_ptr<float>());
            arrays.push_back(array);
            offset += blocks.size();
        }
        return arrays;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext*,
                                                   const torch::autograd::variable_list& gradients)
    {
        assert(!at::GradMode::is_enabled() && "differentiable once");
        std::int64_t size = 0;
        for (const at::Tensor& gradient : gradients)
            size += gradient.numel();
        const at::Tensor flat = at::empty({size}, gradients.front().options());
        std::int64_t offset = 0;
        for (const at::Tensor& gradient : gradients) {
            const Blocks blocks = blocksOf(gradient.sizes());
            const at::Tensor numbers =
                gradient.contiguous(gradient.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
            transpose(numbers.data_ptr<float>(), blocks, blocks.pixels, blocks.inputs, flat.data_ptr<float>() + offset);
            offset += blocks.size();
        }
        return {flat, {}};
    }
};

}  // namespace

bool liesChannelsLast(const at::Tensor& images)
{
    return images.device().is_cpu() && images.scalar_type() == at::kFloat && images.dim() == 4
           && images.is_contiguous(at::MemoryFormat::ChannelsLast);
}

bool convolvesChannelsLast(const at::Tensor& numbers)
{
    return numbers.device().is_cpu() && numbers.scalar_type() == at::kFloat && at::hasMKLDNN();
}

at::Tensor asConvolutionsLike(const at::Tensor& images)
{
    return convolvesChannelsLast(images) ? images.contiguous(at::MemoryFormat::ChannelsLast) : images;
}

std::vector<at::Tensor> arraysChannelsLast(const WeightLayout& layout, const at::Tensor& weights)
{
    assert(weights.size(0) >= layout.size());
    std::vector<std::vector<std::int64_t>> shapes;
    for (const WeightShape& array : layout.shapes())
        shapes.push_back(array.shape);
    if (const std::int64_t rest = weights.size(0) - layout.size(); rest > 0)
        shapes.push_back({rest});
    return ArraysChannelsLast::apply(weights, shapes);
}

}  // namespace isthmus::engine
