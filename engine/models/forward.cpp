#include "engine/models/forward.h"

#include "engine/models/channels_last.h"
#include "engine/models/model.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr double epsilon = 1e-5;  // PyTorch's

/// [channels] or [members, channels] shaped so that it meets [members, N, channels, …].
at::Tensor spread(const at::Tensor& perChannel, std::int64_t dimensions)
{
    std::vector<std::int64_t> shape{perChannel.size(0), 1, perChannel.size(1)};
    shape.resize(static_cast<std::size_t>(dimensions) + 1, 1);
    return perChannel.view(shape);
}

/// Kernels are channels last where images stay so: those of a batch ensemble leave normalisation in the other order.
bool likesChannelsLast(const WeightLayout& layout, const at::Tensor& weights, const Pass& pass)
{
    const std::vector<WeightShape>& shapes = layout.shapes();
    const bool convolves = std::any_of(shapes.begin(), shapes.end(), [](const auto& array) { return array.shape.size() == 4; });
    return convolves && !pass.fast && convolvesChannelsLast(weights);
}

/// Cut in one go: differentiated one by one, each view would add a gradient as long as all weights.
std::vector<at::Tensor> arraysOf(const WeightLayout& layout, const at::Tensor& weights)
{
    std::vector<std::int64_t> sizes;
    for (const WeightShape& array : layout.shapes())
        sizes.push_back(array.size());
    // What follows the weights, as the fast weights of an ensemble do, is no array of the layout.
    if (const std::int64_t rest = weights.size(0) - layout.size(); rest > 0)
        sizes.push_back(rest);
    std::vector<at::Tensor> arrays = weights.split_with_sizes(sizes);
    for (std::size_t k = 0; k < layout.shapes().size(); ++k)
        arrays[k] = arrays[k].view(layout.shapes()[k].shape);
    return arrays;
}

at::Tensor perMember(const at::Tensor& h, std::int64_t members)
{
    std::vector<std::int64_t> shape = h.sizes().vec();
    shape.front() /= members;
    shape.insert(shape.begin(), members);
    return h.view(shape);
}

}  // namespace

Forward::Forward(const WeightLayout& layout, const at::Tensor& weights, const Pass& pass)
    : arrays_(likesChannelsLast(layout, weights, pass) ? arraysChannelsLast(layout, weights) : arraysOf(layout, weights)),
      pass_(pass)
{
}

at::Tensor Forward::next() { return arrays_[array_++]; }

at::Tensor Forward::scaled(const at::Tensor& h, const at::Tensor& factors) const
{
    return (perMember(h, pass_.fast->members) * spread(factors, h.dim())).view(h.sizes());
}

at::Tensor Forward::plusVector(const at::Tensor& h)
{
    if (pass_.fast) {
        const at::Tensor& vectors = pass_.fast->vectors[array_++];
        return (perMember(h, pass_.fast->members) + spread(vectors, h.dim())).view(h.sizes());
    }
    std::vector<std::int64_t> shape(static_cast<std::size_t>(h.dim()), 1);
    shape[1] = -1;
    return h + next().view(shape);
}

at::Tensor Forward::linear(const at::Tensor& h)
{
    if (!pass_.fast) {
        const at::Tensor weight = next();
        return at::addmm(next(), h, weight.t());
    }
    const at::Tensor output = pass_.fast->output[array_];
    const at::Tensor in = scaled(h, pass_.fast->input[array_]);
    return plusVector(scaled(at::mm(in, next().t()), output));
}

at::Tensor Forward::convolution(const at::Tensor& h, std::int64_t stride, bool bias)
{
    const at::Tensor* r = pass_.fast ? &pass_.fast->input[array_] : nullptr;
    const at::Tensor* s = pass_.fast ? &pass_.fast->output[array_] : nullptr;
    const at::Tensor kernel = next();
    const std::int64_t padding = kernel.size(2) / 2;
    at::Tensor out = at::conv2d(r ? scaled(h, *r) : h, kernel, {}, stride, padding);
    if (s)
        out = scaled(out, *s);
    return bias ? plusVector(out) : out;
}

at::Tensor Forward::normalised(const at::Tensor& h, bool affine, const AfterNormalisation& after)
{
    const std::int64_t members = pass_.fast ? pass_.fast->members : 1;
    // The images of one member are a batch of their own: its channels become channels of a wider image.
    const std::int64_t images = h.size(0) / members;
    const at::Tensor wide =
        members == 1 ? h : perMember(h, members).transpose(0, 1).reshape({images, members * h.size(1), h.size(2), h.size(3)});
    at::Tensor scale;
    at::Tensor shift;
    if (affine) {
        const auto vector = [&] { return pass_.fast ? pass_.fast->vectors[array_++].reshape({-1}) : next(); };
        scale = vector();
        shift = vector();
    }
    const std::size_t layer = normalisation_++;
    const bool together = members == 1 && !pass_.statistics && liesChannelsLast(wide);
    at::Tensor out;
    if (pass_.statistics) {
        out = at::batch_norm(wide, scale, shift, pass_.statistics->mean[layer], pass_.statistics->variance[layer], false, 0.0,
                             epsilon, false);
    } else {
        out = together ? normalisedChannelsLast(wide, scale, shift, epsilon, after)
                       : at::batch_norm(wide, scale, shift, {}, {}, true, 0.0, epsilon, false);
        if (pass_.record) {
            const auto [variance, mean] = at::var_mean(wide.detach(), at::IntArrayRef{0, 2, 3}, false);
            pass_.record->mean.push_back(mean);
            pass_.record->variance.push_back(variance);
        }
    }
    if (together)
        return out;
    if (members > 1)
        out = out.view({images, members, h.size(1), h.size(2), h.size(3)}).transpose(0, 1).reshape(h.sizes());
    return after(out);
}

at::Tensor Forward::dropped(const at::Tensor& h) const
{
    if (!pass_.dropout || pass_.dropout->probability <= 0.0)
        return h;
    const at::Tensor mask = pass_.dropout->mask(h.size(0), h.size(1), h);
    return h * (h.dim() == 2 ? mask : mask.view({h.size(0), h.size(1), 1, 1}));
}

void Dropout::draw(std::span<float> numbers)
{
    std::fill(numbers.begin(), numbers.end(), 1.0F);
    silence(numbers);
}

template <typename Real>
void Dropout::silence(std::span<Real> values)
{
    const Real factors[] = {factor(), Real(0)};
    const Coin silenced(probability);
    for (Real& value : values)
        value *= factors[silenced.toss(random)];
}

template void Dropout::silence(std::span<float>);
template void Dropout::silence(std::span<double>);

at::Tensor Dropout::mask(std::int64_t rows, std::int64_t columns, const at::Tensor& like)
{
    const std::int64_t before = asked;
    asked += rows * columns;
    if (drawn.defined())
        return drawn.narrow(0, before, rows * columns).view({rows, columns});
    at::Tensor mask = at::empty({rows, columns});
    draw({mask.data_ptr<float>(), static_cast<std::size_t>(mask.numel())});
    return sent(mask.to(like.scalar_type()), like.device());
}

}  // namespace isthmus::engine
