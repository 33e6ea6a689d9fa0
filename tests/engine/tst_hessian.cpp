#include "engine/error.h"
#include "engine/landscapes/hessian.h"
#include "engine/models/resnet.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

/// H of the mean cross-entropy of a linear softmax classifier with weights W [classes, inputs] and biases, for x with a 1 at its
/// end: mean over the examples of (diag p - p p^T) ⊗ x x^T, rearranged to the layout W, then biases.
at::Tensor softmaxHessian(const at::Tensor& weights, const Examples& examples)
{
    const std::int64_t inputs = examples.images.size(1);
    const std::int64_t classes = weights.size(0) / (inputs + 1);
    const at::Tensor w = weights.narrow(0, 0, classes * inputs).view({classes, inputs});
    const at::Tensor p = (at::mm(examples.images, w.t()) + weights.narrow(0, classes * inputs, classes)).softmax(1);
    at::Tensor h = at::zeros({weights.size(0), weights.size(0)}, at::kDouble);
    const auto place = [&](std::int64_t c, std::int64_t i) { return i < inputs ? c * inputs + i : classes * inputs + c; };
    for (std::int64_t n = 0; n < examples.count(); ++n) {
        const at::Tensor x = at::cat({examples.images[n], at::ones({1}, at::kDouble)});
        const at::Tensor k =
            at::kron(p[n].diag() - at::outer(p[n], p[n]), at::outer(x, x)) / static_cast<double>(examples.count());
        for (std::int64_t a = 0; a < k.size(0); ++a)
            for (std::int64_t b = 0; b < k.size(0); ++b)
                h[place(a / (inputs + 1), a % (inputs + 1))][place(b / (inputs + 1), b % (inputs + 1))] += k[a][b];
    }
    return h;
}

/// Column by column by central differences of the gradient.
at::Tensor numericalHessian(const at::Tensor& weights, const Examples& examples)
{
    constexpr double step = 1e-6;
    std::vector<at::Tensor> columns;
    for (std::int64_t i = 0; i < weights.size(0); ++i) {
        at::Tensor e = at::zeros_like(weights);
        e[i] = step;
        const auto loss = [&](const at::Tensor& w) { return slowLoss(w, examples); };
        columns.push_back((slowGradient(weights + e, loss) - slowGradient(weights - e, loss)) / (2.0 * step));
    }
    return at::stack(columns, 1);
}

/// The eigenpairs found are those of the dense matrix.
void compare(const Eigenpairs& pairs, const at::Tensor& dense, double tolerance)
{
    const auto [values, columns] = at::linalg_eigh(dense);
    const at::Tensor order = values.abs().argsort(0, true);
    for (std::size_t i = 0; i < pairs.values.size(); ++i) {
        const std::int64_t which = order[static_cast<std::int64_t>(i)].item<std::int64_t>();
        QVERIFY(std::abs(pairs.values[i] - values[which].item<double>()) < tolerance);
        const at::Tensor v = pairs.vectors[static_cast<std::int64_t>(i)];
        QVERIFY(std::abs(std::abs(v.dot(columns.select(1, which)).item<double>()) - 1.0) < tolerance);
        QVERIFY((at::mv(dense, v) - v * pairs.values[i]).norm().item<double>() < tolerance);
    }
}

/// A perceptron during whose forward pass somebody asks to stop.
class StoppedModel final : public Model {
public:
    explicit StoppedModel(std::stop_source source) : source_(std::move(source)) {}

    const WeightLayout& layout() const override { return inner_->model->layout(); }
    at::Tensor initialWeights(Random random) const override { return inner_->model->initialWeights(random); }
    double forwardOperations() const override { return inner_->model->forwardOperations(); }
    at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, const Pass& pass) const override
    {
        source_.request_stop();
        return inner_->model->logits(weights, images, pass);
    }

private:
    mutable std::stop_source source_;
    std::shared_ptr<const Classifier> inner_ = perceptron({4});
};

}  // namespace

class HessianTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void linearClassifier()
    {
        const auto network = perceptron({});
        const Examples examples = tinyTask(1);
        const at::Tensor weights = at::randn({network->model->layout().size()}, at::kDouble);
        compare(hessianEigenpairs(*network, weights, examples, {.count = 3, .tolerance = 1e-10}),
                softmaxHessian(weights, examples), 1e-8);
    }

    void perceptronWithAHiddenLayer()
    {
        const auto network = perceptron({4});
        const Examples examples = tinyTask(2);
        const at::Tensor weights = at::randn({network->model->layout().size()}, at::kDouble);
        compare(hessianEigenpairs(*network, weights, examples, {.count = 4, .tolerance = 1e-9}),
                numericalHessian(weights, examples), 1e-6);
    }

    void headsTellWhichClassesCompete()
    {
        const auto network = perceptron({}, tinyShape, Heads({1, 1, 2}, at::kCPU));
        Examples examples = tinyTask(1);
        const at::Tensor weights = at::randn({network->model->layout().size()}, at::kDouble);
        const at::Tensor v = at::randn_like(weights);
        examples.labels.fill_(2);  // alone with its head: probability 1, whatever the weights
        QVERIFY(hessianProduct(*network, weights, examples, v).abs().max().item<double>() < 1e-12);
    }

    void residualNetwork_data()
    {
        QTest::addColumn<QString>("normalisation");
        QTest::newRow("normalised") << "batch";
        QTest::newRow("not normalised") << "none";
    }
    void residualNetwork()
    {
        QFETCH(QString, normalisation);
        const std::shared_ptr<const Model> model =
            makeResnet18({{"feature_maps", 1}, {"normalisation", normalisation.toStdString()}, {"parameter_multiple", 1}},
                         {.channels = 1, .height = 8, .width = 8, .classes = 3});
        const Classifier network{model};
        const Examples examples{at::randn({20, 64}, at::kDouble), at::randint(3, {20}, at::kLong)};
        const at::Tensor weights = model->initialWeights(Random(4)).to(at::kDouble) + 0.05 * at::randn({model->layout().size()});
        const at::Tensor v = at::randn({model->layout().size()}, at::kDouble);
        const auto loss = [&](const at::Tensor& w) { return network.loss(w, examples); };
        constexpr double step = 1e-8;  // so small that no unit crosses its kink
        const at::Tensor expected =
            (slowGradient(weights + v * step, loss) - slowGradient(weights - v * step, loss)) / (2.0 * step);
        const at::Tensor found = hessianProduct(network, weights, examples, v);
        QVERIFY((found - expected).norm().item<double>() < 1e-5 * expected.norm().item<double>());
    }

    void blocksAddUp()
    {
        // Wide enough that its examples come in several blocks, the last one smaller.
        const InputShape shape{.channels = 1, .height = 60, .width = 60, .classes = 3};
        const auto network = perceptron({200}, shape);
        const Examples examples{at::rand({250, 3600}), at::randint(3, {250}, at::kLong)};
        const at::Tensor weights = network->model->initialWeights(Random(1));
        const at::Tensor v = at::randn({weights.size(0)}, at::kDouble);
        std::vector<double> done;
        const at::Tensor whole = hessianProduct(*network, weights, examples, v, [&](double share) { done.push_back(share); });
        QVERIFY(done.size() > 2);
        QCOMPARE(done.back(), 1.0);
        at::Tensor sum = at::zeros_like(v);
        for (std::int64_t i = 0; i < 250; ++i)
            sum += hessianProduct(*network, weights, examples.slice(i, 1), v) / 250.0;
        QVERIFY(largestDifference(whole, sum) < 1e-12);
    }

    void saysHowFarItIs()
    {
        const auto network = perceptron({4});
        const at::Tensor weights = network->model->initialWeights(Random(1));
        std::vector<double> done;
        const Eigenpairs pairs = hessianEigenpairs(*network, weights, tinyTask(1), {.count = 1, .maxProducts = 20},
                                                   [&](double share) { done.push_back(share); });
        QVERIFY(std::is_sorted(done.begin(), done.end()));
        QCOMPARE(done.size(), static_cast<std::size_t>(pairs.products) + 1);
        QCOMPARE(done.front(), 1.0 / 20.0);
        QCOMPARE(done.back(), 1.0);
    }

    void stopsBetweenBlocks()
    {
        const auto network = perceptron({4});
        const at::Tensor weights = network->model->initialWeights(Random(1));
        std::stop_source source;
        int blocks = 0;
        try {
            hessianEigenpairs(
                *network, weights, tinyTask(1), {},
                [&](double) {
                    ++blocks;
                    source.request_stop();
                },
                source.get_token());
            QFAIL("went on");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Interrupted);
        }
        QCOMPARE(blocks, 1);
    }

    void stopsInsideABlock()
    {
        std::stop_source source;
        const Classifier network{std::make_shared<const StoppedModel>(source)};
        const at::Tensor weights = network.model->initialWeights(Random(1));
        try {
            hessianProduct(network, weights, tinyTask(1).first(20), weights, {}, source.get_token());
            QFAIL("went on");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Interrupted);
        }
    }

    void refusesNetworksThatDiverged()
    {
        const auto network = perceptron({4});
        const at::Tensor weights = at::full({network->model->layout().size()}, NAN);
        try {
            hessianEigenpairs(*network, weights, tinyTask(1), {});
            QFAIL("found eigenvalues");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
        }
    }
};

QTEST_APPLESS_MAIN(HessianTest)
#include "tst_hessian.moc"
