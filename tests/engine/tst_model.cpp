#include "engine/models/evaluation.h"
#include "engine/models/mlp.h"

#include "engine/error.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace isthmus::engine;

namespace {

constexpr InputShape tiny{.channels = 1, .height = 2, .width = 2, .classes = 3};

std::shared_ptr<const Model> smallModel() { return makeMlp({{"kind", "mlp"}, {"hidden", {5}}, {"parameter_multiple", 1}}, tiny); }

Classifier classifier(std::shared_ptr<const Model> model) { return {std::move(model), {}}; }

}  // namespace

class ModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layoutIsAStateDict()
    {
        const auto model = makeMlp({{"kind", "mlp"}, {"hidden", {256, 256}}, {"parameter_multiple", 1}}, {});
        const WeightLayout& layout = model->layout();
        QCOMPARE(layout.size(), std::int64_t{269322});
        QCOMPARE(layout.shapes().size(), std::size_t{6});
        QCOMPARE(layout.shapes()[0].name, std::string("fc1.weight"));
        QCOMPARE(layout.shapes()[0].shape, (std::vector<std::int64_t>{256, 784}));
        QCOMPARE(layout.shapes()[5].name, std::string("fc3.bias"));
        QCOMPARE(layout.shapes()[5].offset, std::int64_t{269312});
        QCOMPARE(model->forwardOperations(), 2.0 * (784.0 * 256 + 256 * 256 + 256 * 10));
    }

    void freshWeightsAreUniformInTheirBounds()
    {
        const auto model = makeMlp({{"kind", "mlp"}, {"hidden", {64}}, {"parameter_multiple", 1}}, {});
        const at::Tensor weights = model->initialWeights(Random(1, "initialisation"));
        const at::Tensor first = weights.narrow(0, 0, 64 * 785);
        const double bound = 1.0 / 28.0;
        QVERIFY(first.abs().max().item<double>() <= bound);
        QVERIFY(first.abs().max().item<double>() > 0.999 * bound);
        QVERIFY(std::abs(first.to(at::kDouble).var().item<double>() - bound * bound / 3.0) < 0.02 * bound * bound / 3.0);
        QVERIFY(at::equal(weights, model->initialWeights(Random(1, "initialisation"))));
    }

    void logitsAgreeWithLoops()
    {
        const auto model = smallModel();
        const at::Tensor weights = model->initialWeights(Random(2)).to(at::kDouble);
        const at::Tensor images = at::rand({3, 4}, at::kDouble);
        const at::Tensor logits = model->logits(weights, images);
        const double* w = weights.data_ptr<double>();
        for (int n = 0; n < 3; ++n) {
            double hidden[5];
            for (int j = 0; j < 5; ++j) {
                hidden[j] = w[20 + j];
                for (int i = 0; i < 4; ++i)
                    hidden[j] += w[j * 4 + i] * images[n][i].item<double>();
                hidden[j] = std::max(hidden[j], 0.0);
            }
            for (int c = 0; c < 3; ++c) {
                double logit = w[40 + c];
                for (int j = 0; j < 5; ++j)
                    logit += w[25 + c * 5 + j] * hidden[j];
                QVERIFY(std::abs(logit - logits[n][c].item<double>()) < 1e-12);
            }
        }
    }

    void dropoutKeepsTheMean()
    {
        Dropout dropout{0.25, Random(4)};
        const at::Tensor mask = dropout.mask(200, 100, at::empty({0}));
        const at::Tensor zero = mask.eq(0.0);
        QVERIFY(at::logical_or(zero, (mask - 4.0 / 3.0).abs().lt(1e-6)).all().item<bool>());
        QVERIFY(std::abs(zero.to(at::kDouble).mean().item<double>() - 0.25) < 0.01);
    }

    void evaluationAveragesSoftmaxes()
    {
        const auto model = smallModel();
        const at::Tensor one = model->initialWeights(Random(1)) * 5.0;
        const at::Tensor other = model->initialWeights(Random(2)) * 5.0;
        const Examples examples{at::rand({1203, 4}), at::randint(3, {1203}, at::kLong)};  // more than two blocks
        const at::Tensor p =
            (model->logits(one, examples.images).softmax(1) + model->logits(other, examples.images).softmax(1)) / 2.0;
        double right = 0.0;
        double loss = 0.0;
        for (std::int64_t i = 0; i < examples.count(); ++i) {
            const auto label = examples.labels[i].item<std::int64_t>();
            right += p[i].argmax().item<std::int64_t>() == label ? 1.0 : 0.0;
            loss -= std::log(p[i][label].item<double>());
        }
        const Score score = evaluate(classifier(model), {one, other}, {examples});
        QVERIFY(std::abs(score.accuracy - right / 1203.0) < 1e-12);
        QVERIFY(std::abs(score.loss - loss / 1203.0) < 1e-6);
    }

    void calibrationAndBrierAgreeWithLoops()
    {
        const auto model = smallModel();
        const at::Tensor weights = model->initialWeights(Random(1)) * 8.0;
        at::manual_seed(9);
        const Examples examples{at::rand({1203, 4}), at::randint(3, {1203}, at::kLong)};
        const at::Tensor p = model->logits(weights, examples.images).softmax(1);
        double confidence[15] = {};
        double right[15] = {};
        double brier = 0.0;
        for (std::int64_t i = 0; i < examples.count(); ++i) {
            const auto label = examples.labels[i].item<std::int64_t>();
            const double most = p[i].max().item<double>();
            const int bin = std::min(14, static_cast<int>(std::ceil(most * 15.0)) - 1);  // (b/15, (b+1)/15]
            confidence[bin] += most;
            right[bin] += p[i].argmax().item<std::int64_t>() == label ? 1.0 : 0.0;
            for (std::int64_t c = 0; c < 3; ++c)
                brier += std::pow(p[i][c].item<double>() - (c == label ? 1.0 : 0.0), 2.0) / 1203.0;
        }
        double error = 0.0;
        for (int bin = 0; bin < 15; ++bin)
            error += std::abs(right[bin] - confidence[bin]) / 1203.0;
        const Score score = evaluate(classifier(model), {weights}, {examples});
        QVERIFY(std::abs(score.calibrationError - error) < 1e-6);
        QVERIFY(std::abs(score.brier - brier) < 1e-5);
    }

    /// Of equals the first is predicted; what is not a number is wrong, with the confidence of the lowest bin.
    void tiesAndWhatIsNotANumberAreScored()
    {
        const double none = -std::numeric_limits<double>::infinity();
        const double half = std::log(0.5);
        const at::Tensor even = at::tensor({half, half, none, half, half, none}, at::kDouble).view({2, 3});
        const Score tied = scoreOf(even, at::tensor({0, 1}, at::kLong));
        QCOMPARE(tied.accuracy, 0.5);
        QCOMPARE(tied.right, std::vector<double>({1.0, 0.0, 0.0}));
        QVERIFY(std::abs(tied.loss - std::log(2.0)) < 1e-12);
        QVERIFY(std::abs(tied.brier - 0.5) < 1e-12);
        QVERIFY(tied.calibrationError < 1e-12);  // one of two is right, at a confidence of a half
        QVERIFY(tied.lossError < 1e-6);

        const Score lost = scoreOf(at::full({4, 3}, std::nan("")), at::zeros({4}, at::kLong));
        QCOMPARE(lost.accuracy, 0.0);
        QCOMPARE(lost.calibrationError, 0.0);
        QVERIFY(std::isnan(lost.loss));
    }

    /// Task-incremental: only the classes of the label's head compete, in training and in evaluation.
    void headsCompeteAmongThemselves()
    {
        const std::shared_ptr<const Model> model =
            makeMlp({{"hidden", {5}}, {"parameter_multiple", 1}}, {.channels = 1, .height = 2, .width = 2, .classes = 4});
        const Classifier network{model, Heads({1, 1, 2, 2}, at::kCPU)};
        const at::Tensor weights = model->initialWeights(Random(1)) * 6.0;
        const Examples examples{at::rand({60, 4}), at::randint(4, {60}, at::kLong)};
        const at::Tensor logits = model->logits(weights, examples.images);
        double loss = 0.0;
        double right = 0.0;
        for (std::int64_t i = 0; i < 60; ++i) {
            const auto label = examples.labels[i].item<std::int64_t>();
            const std::int64_t other = label ^ 1;  // 0 with 1, 2 with 3
            const double own = logits[i][label].item<double>();
            const double rival = logits[i][other].item<double>();
            loss += std::log1p(std::exp(rival - own)) / 60.0;
            right += own > rival ? 1.0 / 60.0 : 0.0;
        }
        QVERIFY(std::abs(network.loss(weights, examples).item<double>() - loss) < 1e-5);
        const Score score = evaluate(network, {weights}, {examples});
        QVERIFY(std::abs(score.loss - loss) < 1e-5);
        QVERIFY(std::abs(score.accuracy - right) < 1e-12);
        QVERIFY(std::isfinite(Evaluator(network, {weights, weights * 0.5}).compare({examples}).divergence));
        QVERIFY(std::isfinite(evaluate(network, {weights, weights * 0.5}, {examples}).loss));
    }

    void evaluationStops()
    {
        std::stop_source source;
        source.request_stop();
        const auto model = smallModel();
        const Examples examples{at::rand({10, 4}), at::zeros({10}, at::kLong)};
        QVERIFY_EXCEPTION_THROWN(evaluate(classifier(model), {model->initialWeights(Random(1))}, {examples}, source.get_token()),
                                 Error);
    }
};

QTEST_APPLESS_MAIN(ModelTest)
#include "tst_model.moc"
