// The reduced ResNet-18 against a slow version written with loops and sums.
#include "engine/models/batch_normalisation.h"
#include "engine/models/channels_last.h"
#include "engine/models/evaluation.h"
#include "engine/models/resnet.h"
#include "engine/subspaces/simplex_step.h"
#include "tests/support/tiny_problem.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include <QtTest>

#include <limits>

using namespace isthmus::tests;

namespace {

Json options(int maps, const char* normalisation, int multiple = 1)
{
    return {{"feature_maps", maps}, {"normalisation", normalisation}, {"parameter_multiple", multiple}};
}

/// Convolution of one image by the definition, zeros outside.
at::Tensor slowConvolution(const at::Tensor& h, const at::Tensor& kernel, std::int64_t stride)
{
    const std::int64_t side = kernel.size(2);
    const std::int64_t pad = side / 2;
    const std::int64_t height = (h.size(2) + 2 * pad - side) / stride + 1;
    const std::int64_t width = (h.size(3) + 2 * pad - side) / stride + 1;
    at::Tensor out = at::zeros({h.size(0), kernel.size(0), height, width}, h.options());
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x)
            for (std::int64_t dy = 0; dy < side; ++dy)
                for (std::int64_t dx = 0; dx < side; ++dx) {
                    const std::int64_t row = y * stride + dy - pad;
                    const std::int64_t column = x * stride + dx - pad;
                    if (row < 0 || column < 0 || row >= h.size(2) || column >= h.size(3))
                        continue;
                    out.select(3, x).select(2, y).add_(
                        at::mm(h.select(3, column).select(2, row), kernel.select(3, dx).select(2, dy).t()));
                }
    return out;
}

at::Tensor slowNormalised(const at::Tensor& h, const at::Tensor& scale, const at::Tensor& shift)
{
    at::Tensor out = at::empty_like(h);
    for (std::int64_t c = 0; c < h.size(1); ++c) {
        const at::Tensor channel = h.select(1, c);
        const at::Tensor mean = channel.mean();
        const at::Tensor deviation = ((channel - mean).square().mean() + 1e-5).sqrt();
        at::Tensor normal = (channel - mean) / deviation;
        if (scale.defined())
            normal = normal * scale[c] + shift[c];
        out.select(1, c).copy_(normal);
    }
    return out;
}

/// The network from its state_dict, layer names and all.
at::Tensor slowLogits(const Model& model, const at::Tensor& weights, at::Tensor h, bool normalise)
{
    std::map<std::string, at::Tensor> arrays;
    for (const WeightShape& shape : model.layout().shapes())
        arrays[shape.name] = part(weights, shape);
    const auto layer = [&](const at::Tensor& in, const std::string& convolution, const std::string& norm, std::int64_t stride) {
        at::Tensor out = slowConvolution(in, arrays.at(convolution + ".weight"), stride);
        if (!normalise)
            return out + arrays.at(convolution + ".bias").view({1, -1, 1, 1});
        if (norm.empty())
            return slowNormalised(out, {}, {});
        return slowNormalised(out, arrays.at(norm + ".weight"), arrays.at(norm + ".bias"));
    };
    h = layer(h, "conv1", "bn1", 1).relu();
    for (int stage = 1; stage <= 4; ++stage)
        for (int block = 0; block < 2; ++block) {
            const std::string name = "layer" + std::to_string(stage) + "." + std::to_string(block) + ".";
            const std::int64_t stride = stage > 1 && block == 0 ? 2 : 1;
            const at::Tensor first = layer(h, name + "conv1", name + "bn1", stride).relu();
            const at::Tensor second = layer(first, name + "conv2", name + "bn2", 1);
            const bool projects = arrays.count(name + "shortcut.0.weight") > 0;
            h = (second + (projects ? layer(h, name + "shortcut.0", "", stride) : h)).relu();
        }
    return at::mm(h.flatten(2).mean(2), arrays.at("linear.weight").t()) + arrays.at("linear.bias");
}

}  // namespace

class ResnetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithLoops_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("normalise");
        QTest::newRow("with normalisation") << 12 << true;
        QTest::newRow("without") << 12 << false;
        QTest::newRow("odd sides") << 11 << true;
    }

    void agreesWithLoops()
    {
        QFETCH(int, side);
        QFETCH(bool, normalise);
        const auto model =
            makeResnet18(options(2, normalise ? "batch" : "none"), {.channels = 3, .height = side, .width = side, .classes = 4});
        at::manual_seed(2);
        const at::Tensor weights = at::randn({model->layout().size()}, at::kDouble) * 0.5;
        const at::Tensor images = at::randn({5, 3 * side * side}, at::kDouble);
        const at::Tensor expected = slowLogits(*model, weights, images.view({5, 3, side, side}), normalise);
        QVERIFY(largestDifference(model->logits(weights, images), expected) < 1e-9 * (1.0 + expected.abs().max().item<double>()));
    }

    void sizesAreThoseOfTheLiterature()
    {
        const auto model = makeResnet18(options(20, "batch"), {.channels = 3, .height = 32, .width = 32, .classes = 100});
        QCOMPARE(model->layout().size(), std::int64_t{1108680});
        QCOMPARE(model->layout().shapes().front().name, std::string("conv1.weight"));
        QCOMPARE(model->layout().shapes().back().shape, (std::vector<std::int64_t>{100}));
        // By hand: 3x3 convolutions of 20, 40, 80, 160 maps on 32, 16, 8, 4 pixels, projections, the linear layer.
        const double stage1 = 1024.0 * 9 * (3 * 20 + 4 * 20 * 20);
        const double stage2 = 256.0 * (9 * (20 * 40 + 3 * 40 * 40) + 20 * 40);
        const double stage3 = 64.0 * (9 * (40 * 80 + 3 * 80 * 80) + 40 * 80);
        const double stage4 = 16.0 * (9 * (80 * 160 + 3 * 160 * 160) + 80 * 160);
        QCOMPARE(model->forwardOperations(), 2.0 * (stage1 + stage2 + stage3 + stage4 + 160 * 100));
        const auto large = makeResnet18(options(20, "batch"), {.channels = 3, .height = 84, .width = 84, .classes = 100});
        QCOMPARE(large->layout().size(), std::int64_t{1108680});
        QCOMPARE(large->logits(large->initialWeights(Random(1)), at::rand({2, 3 * 84 * 84})).size(1), std::int64_t{100});
        // 84, 42, 21, 11: an odd side is rounded up.
        const double last = 121.0 * (9 * (80 * 160 + 3 * 160 * 160) + 80 * 160);
        QVERIFY(large->forwardOperations() > 2.0 * last);
        QCOMPARE(large->forwardOperations(),
                 2.0 * (7056.0 / 1024.0 * stage1 + 1764.0 / 256.0 * stage2 + 441.0 / 64.0 * stage3 + last + 160 * 100));
    }

    void scaledNetworksHaveAsManyWeightsAsAskedFor()
    {
        const InputShape cifar{.channels = 3, .height = 32, .width = 32, .classes = 10};
        const auto one = makeResnet18(options(20, "batch"), cifar)->layout().size();
        const auto three = makeResnet18(options(20, "batch", 3), cifar)->layout().size();
        QVERIFY2(std::abs(static_cast<double>(three) / static_cast<double>(one) - 3.0) < 0.1, qPrintable(QString::number(three)));
        const auto perceptron = [](int multiple) {
            return makeMlp({{"hidden", {256, 256}}, {"parameter_multiple", multiple}}, {})->layout().size();
        };
        QVERIFY(std::abs(static_cast<double>(perceptron(3)) / static_cast<double>(perceptron(1)) - 3.0) < 0.01);
        QVERIFY(std::abs(static_cast<double>(perceptron(8)) / static_cast<double>(perceptron(1)) - 8.0) < 0.02);
    }

    void freshWeights()
    {
        const auto model = makeResnet18(options(4, "batch"), {.channels = 3, .height = 16, .width = 16, .classes = 5});
        const at::Tensor weights = model->initialWeights(Random(1));
        for (const WeightShape& shape : model->layout().shapes()) {
            const at::Tensor array = part(weights, shape);
            if (shape.name.find("bn") != std::string::npos)
                QVERIFY2(array.eq(shape.name.ends_with("weight") ? 1.0 : 0.0).all().item<bool>(), shape.name.c_str());
            else if (array.dim() > 1) {
                const double bound = 1.0 / std::sqrt(static_cast<double>(array.numel() / array.size(0)));
                QVERIFY2(array.abs().max().item<double>() <= bound && array.abs().max().item<double>() > 0.8 * bound,
                         shape.name.c_str());
            }
        }
        // Without normalisation every block begins as the identity: the images' own scale comes out, not its eighth power.
        const auto bare = makeResnet18(options(4, "none"), {.channels = 3, .height = 16, .width = 16, .classes = 5});
        const at::Tensor logits = bare->logits(bare->initialWeights(Random(1)), at::rand({8, 3 * 256}));
        QVERIFY(logits.abs().max().item<double>() < 3.0);
    }

    void normalisesChannelsLast_data()
    {
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        QTest::newRow("one channel") << std::vector<std::int64_t>{4, 1, 5, 7};
        QTest::newRow("odd channels, blocks of unequal size") << std::vector<std::int64_t>{9, 3, 11, 7};
        QTest::newRow("as in the network") << std::vector<std::int64_t>{10, 20, 16, 16};
        QTest::newRow("one pixel each") << std::vector<std::int64_t>{6, 40, 1, 1};
    }

    /// Alone, and with what follows it in the network, against operations of LibTorch's on float64 in the other order.
    void normalisesChannelsLast()
    {
        QFETCH(const std::vector<std::int64_t>, shape);
        at::manual_seed(5);
        const auto leaf = [](const at::Tensor& t) { return t.detach().requires_grad_(true); };
        // A mean far from zero: variances from sums of squares would lose it.
        const at::Tensor images = leaf((at::randn(shape) * 2.0 + 50.0).contiguous(at::MemoryFormat::ChannelsLast));
        const at::Tensor scale = leaf(at::randn({shape[1]}));
        const at::Tensor shift = leaf(at::randn({shape[1]}));
        const at::Tensor added = leaf(at::randn(shape).contiguous(at::MemoryFormat::ChannelsLast));
        const at::Tensor weighting = at::randn(shape);
        const auto exactOf = [&](const at::Tensor& t) { return leaf(t.to(at::kDouble).contiguous()); };
        const at::Tensor exactImages = exactOf(images);
        const at::Tensor exactScale = exactOf(scale);
        const at::Tensor exactShift = exactOf(shift);
        const at::Tensor exactAdded = exactOf(added);
        QVERIFY(liesChannelsLast(images));
        for (const bool affine : {true, false})
            for (const bool plus : {true, false})
                for (const bool rectified : {true, false}) {
                    const at::Tensor none;
                    const at::Tensor found = normalisedChannelsLast(images, affine ? scale : none, affine ? shift : none, 1e-5,
                                                                    {plus ? added : none, rectified});
                    const at::Tensor before = at::batch_norm(exactImages, affine ? exactScale : none, affine ? exactShift : none,
                                                             {}, {}, true, 0.0, 1e-5, false)
                                              + (plus ? exactAdded : at::zeros(shape, at::kDouble));
                    const at::Tensor expected = rectified ? before.relu() : before;
                    QVERIFY(at::allclose(found.to(at::kDouble), expected, 0.0, 3e-5));
                    std::vector<at::Tensor> of{images};
                    std::vector<at::Tensor> exactly{exactImages};
                    if (affine) {
                        of.insert(of.end(), {scale, shift});
                        exactly.insert(exactly.end(), {exactScale, exactShift});
                    }
                    if (plus) {
                        of.push_back(added);
                        exactly.push_back(exactAdded);
                    }
                    const at::Tensor weights =
                        weighting * (before.abs() > 1e-3);  // which side of ReLU is no question of rounding
                    const auto gradients = torch::autograd::grad({(found * weights).sum()}, of);
                    const auto exact = torch::autograd::grad({(expected * weights).sum()}, exactly);
                    for (std::size_t k = 0; k < of.size(); ++k)
                        QVERIFY(at::allclose(gradients[k].to(at::kDouble), exact[k], 1e-4, 1e-4));
                }
    }

    /// A loss that is not a number is to be seen, so ReLU lets it through.
    void whatIsNoNumberStaysSo()
    {
        at::Tensor images = at::randn({2, 3, 4, 4}).contiguous(at::MemoryFormat::ChannelsLast);
        images[0][1][0][0] = std::numeric_limits<float>::quiet_NaN();
        const at::Tensor found = normalisedChannelsLast(images, {}, {}, 1e-5, {.rectified = true});
        QVERIFY(found.select(1, 1).isnan().all().item<bool>());
        QVERIFY(found.select(1, 0).isfinite().all().item<bool>());
    }

    /// The arrays are those of the layout, whatever their order in memory, and gradients of them come back to their places.
    void arraysLieChannelsLast()
    {
        WeightLayout layout;
        layout.add("first.weight", {5, 3, 3, 3});
        layout.add("first.bias", {5});
        layout.add("second.weight", {40, 300, 3, 3});  // large enough for two threads
        layout.add("shortcut", {4, 5, 1, 1});
        layout.add("linear.weight", {7, 4});
        at::manual_seed(8);
        const at::Tensor weights = at::randn({layout.size() + 11}).requires_grad_(true);  // 11 numbers follow the layout
        const at::Tensor weighting = at::randn({layout.size() + 11});
        const std::vector<at::Tensor> arrays = arraysChannelsLast(layout, weights);
        QCOMPARE(arrays.size(), layout.shapes().size() + 1);
        at::Tensor sum = at::dot(arrays.back(), weighting.narrow(0, layout.size(), 11));
        for (std::size_t k = 0; k < layout.shapes().size(); ++k) {
            const WeightShape& shape = layout.shapes()[k];
            QVERIFY(at::equal(arrays[k], part(weights, shape)));
            QVERIFY(arrays[k].dim() != 4 || arrays[k].is_contiguous(at::MemoryFormat::ChannelsLast));
            sum = sum + (arrays[k] * part(weighting, shape)).sum();
        }
        QVERIFY(at::equal(torch::autograd::grad({sum}, {weights}).front(), weighting));
    }

    /// The order of the numbers in memory is a matter of speed alone: float32 (channels last) against float64 (not).
    void gradientsAgreeInBothOrders()
    {
        const std::shared_ptr<const Model> model =
            makeResnet18(options(4, "batch"), {.channels = 3, .height = 12, .width = 12, .classes = 5});
        const auto step = makeAutogradStep(std::make_shared<const Classifier>(Classifier{model}));
        const at::Tensor weights = model->initialWeights(Random(3));
        at::manual_seed(7);
        const Examples batch{at::rand({6, 3 * 12 * 12}), at::randint(5, {6}, at::kLong)};
        const Gradient found = step->gradient(weights, batch, nullptr);
        const Gradient exact = step->gradient(weights.to(at::kDouble), {batch.images.to(at::kDouble), batch.labels}, nullptr);
        QVERIFY(std::abs(found.loss.item<double>() - exact.loss.item<double>()) < 1e-5);
        const double distance = (found.gradient.to(at::kDouble) - exact.gradient).norm().item<double>();
        QVERIFY2(distance < 1e-4 * exact.gradient.norm().item<double>(), qPrintable(QString::number(distance)));
    }

    void bytesOfNormalisationDoNotDependOnThreads()
    {
        at::manual_seed(9);
        const at::Tensor images = at::randn({10, 20, 17, 13}).contiguous(at::MemoryFormat::ChannelsLast);
        const int threads = at::get_num_threads();
        std::vector<at::Tensor> results;
        for (const int n : {1, 2, 3}) {
            at::set_num_threads(n);
            results.push_back(normalisedChannelsLast(images, {}, {}, 1e-5, {.added = images, .rectified = true}));
        }
        at::set_num_threads(threads);
        QVERIFY(at::equal(results[0], results[1]));
        QVERIFY(at::equal(results[0], results[2]));
    }

    /// Recomputed statistics are those of the calibration images; a network evaluated with them does not look at its neighbours.
    void statisticsAreRecomputed()
    {
        const InputShape shape{.channels = 1, .height = 8, .width = 8, .classes = 3};
        const std::shared_ptr<const Model> model = makeResnet18(options(3, "recomputed"), shape);
        QVERIFY(model->recomputesStatistics());
        const Classifier network{model, {}};
        const at::Tensor weights = model->initialWeights(Random(3));
        at::manual_seed(4);
        const at::Tensor calibration = at::rand({40, 64});
        NormalisationStatistics statistics;
        const at::Tensor ofBatch = model->logits(weights, calibration, {.record = &statistics});
        QCOMPARE(statistics.mean.size(), std::size_t{1 + 16 + 3});
        const at::Tensor first = slowConvolution(calibration.view({40, 1, 8, 8}), part(weights, model->layout().shapes()[0]), 1);
        QVERIFY(at::allclose(statistics.mean[0], first.mean({0, 2, 3}), 1e-4, 1e-6));
        QVERIFY(at::allclose(statistics.variance[0], first.var({0, 2, 3}, false), 1e-4, 1e-6));
        // With the statistics of a batch that batch gives what it gave before, and a part of it gives a part of that.
        const Pass pass{.statistics = &statistics};
        QVERIFY(at::allclose(model->logits(weights, calibration, pass), ofBatch, 1e-3, 1e-4));
        QVERIFY(at::allclose(model->logits(weights, calibration.narrow(0, 7, 2), pass), ofBatch.narrow(0, 7, 2), 1e-3, 1e-4));
        const Examples examples{at::rand({10, 64}), at::randint(3, {10}, at::kLong)};
        const double together = evaluate(network, {weights}, {examples, calibration}).loss;
        double apart = 0.0;
        for (std::int64_t i = 0; i < 10; ++i)
            apart += evaluate(network, {weights}, {examples.slice(i, 1), calibration}).loss / 10.0;
        QVERIFY(std::abs(together - apart) < 1e-5);
    }

    void dropoutSilencesWholeMaps()
    {
        const WeightLayout none;
        const at::Tensor weights = at::empty({0});
        Dropout dropout{0.5, Random(1)};
        const Pass pass{.dropout = &dropout};
        const at::Tensor h = Forward(none, weights, pass).dropped(at::ones({4, 6, 3, 3}));
        for (std::int64_t i = 0; i < 4; ++i)
            for (std::int64_t c = 0; c < 6; ++c)
                QVERIFY(h[i][c].eq(0.0).all().item<bool>() || h[i][c].eq(2.0).all().item<bool>());
        QVERIFY(h.eq(0.0).any().item<bool>() && h.eq(2.0).any().item<bool>());
    }
};

QTEST_APPLESS_MAIN(ResnetTest)
#include "tst_resnet.moc"
