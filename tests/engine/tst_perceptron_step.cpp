// The written-out kernel of perceptrons, and the one that is recorded, compute what automatic differentiation computes.
#include "engine/machine.h"
#include "engine/subspaces/companion.h"
#include "engine/subspaces/simplex_step.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

struct Case {
    std::vector<int> hidden{9, 7};
    at::ScalarType type = at::kDouble;
    bool heads = false;
    StepSettings settings{.rate = 0.1};
    double weight = 1.0;
    bool anchored = false;
    int vertices = 3;
    bool layerwise = false;
};

at::Tensor randomOf(at::IntArrayRef shape, at::ScalarType type, double scale)
{
    return (at::randn(shape, at::kDouble) * scale).to(type);
}

/// Vertices and losses after five steps of a kernel; the same random numbers for every kernel.
std::pair<at::Tensor, std::vector<double>> fiveSteps(SimplexStep& kernel, const Classifier& network, const Case& c)
{
    at::manual_seed(6);
    const std::int64_t p = network.model->layout().size();
    Simplex simplex{randomOf({c.vertices, p}, c.type, 0.4), {}, {{0, 63}, {63, p - 63}}};
    const at::Tensor anchor = randomOf({p}, c.type, 0.4);
    std::vector<double> losses;
    for (int step = 0; step < 5; ++step) {
        std::vector<LossTerm> terms;
        for (int k = 0; k < 2; ++k) {
            Random random(3, "terms", static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(k));
            std::vector<double> a = sampleSimplex(c.vertices + 1, random);
            const double b = a.back();
            a.pop_back();
            if (c.layerwise)
                a.insert(a.end(), a.begin(), a.end());
            const std::int64_t images = step == 2 ? 7 : 11;  // as the last batch of an epoch is shorter
            const Examples batch{randomOf({images, 6}, c.type, 1.0), at::randint(3, {images}, at::kLong)};
            terms.push_back({.batch = batch, .place = {.a = a}, .weight = c.weight});
            if (c.anchored) {
                terms.back().place.anchor = anchor;
                terms.back().place.b = b;
            }
        }
        losses.push_back(
            kernel.take(simplex, terms, c.settings, Random(9, "dropout", static_cast<std::uint64_t>(step))).item<double>());
    }
    return {simplex.vertices, losses};
}

std::vector<at::Tensor> takeAll(SimplexStep& kernel, Simplex& simplex, const std::vector<TermOfStep>& steps,
                                const StepSettings& settings)
{
    kernel.begin(simplex, steps, settings);
    return kernel.takeNext(simplex, std::ssize(steps));
}

}  // namespace

class PerceptronStepTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAutograd_data()
    {
        QTest::addColumn<int>("which");
        const char* const names[] = {"one hidden layer", "two",      "none",       "heads",          "momentum", "dropout",
                                     "anchored",         "no chain", "one vertex", "layer by layer", "cosine"};
        for (int i = 0; i < static_cast<int>(std::size(names)); ++i)
            QTest::newRow(names[i]) << i;
    }

    void agreesWithAutograd()
    {
        QFETCH(int, which);
        Case c;
        if (which == 0)
            c.hidden = {9};
        if (which == 2)
            c.hidden = {};
        if (which == 2)
            c.vertices = 2;
        c.heads = which == 3;
        if (which == 4)
            c.settings.momentum = 0.8;
        if (which == 5)
            c.settings.dropout = 0.4;
        c.anchored = which == 6 || which == 7;
        c.settings.chainFactor = which != 7;
        c.weight = which == 6 ? 0.7 : 1.0;
        if (which == 8)
            c.vertices = 1;
        c.layerwise = which == 9;
        if (which == 10)
            c.settings.cosine = {.factor = 0.3, .i = 0, .j = 2};
        for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
            c.type = type;
            const auto network = perceptron(c.hidden, tinyShape, c.heads ? Heads({1, 1, 2}, at::kCPU) : Heads());
            const auto [fast, fastLosses] = fiveSteps(*makePerceptronStep(network), *network, c);
            const auto [slow, slowLosses] = fiveSteps(*makeAutogradStep(network), *network, c);
            const double tolerance = type == at::kDouble ? 1e-12 : 3e-5;
            QVERIFY2(largestDifference(fast, slow) < tolerance, qPrintable(QString::number(largestDifference(fast, slow))));
            // The step that is recorded on other devices, done as it is written.
            const auto [recorded, recordedLosses] = fiveSteps(*makeRecordedStep(network), *network, c);
            QVERIFY2(largestDifference(recorded, slow) < tolerance,
                     qPrintable(QString::number(largestDifference(recorded, slow))));
            for (std::size_t i = 0; i < fastLosses.size(); ++i) {
                QVERIFY(std::abs(fastLosses[i] - slowLosses[i]) < tolerance * 10);
                QVERIFY(std::abs(recordedLosses[i] - slowLosses[i]) < tolerance * 10);
            }
        }
    }

    /// Points that are mixed while the vertices move are those that would be mixed later, to the last bit.
    void knowingTheNextPlacesChangesNothing_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<int>("terms");
        QTest::addColumn<double>("momentum");
        QTest::newRow("one vertex") << 1 << 2 << 0.0;
        QTest::newRow("two vertices") << 2 << 1 << 0.7;
        QTest::newRow("three") << 3 << 1 << 0.7;
        QTest::newRow("three, two terms") << 3 << 2 << 0.0;
        QTest::newRow("three, three terms") << 3 << 3 << 0.7;
    }

    void knowingTheNextPlacesChangesNothing()
    {
        QFETCH(int, vertices);
        QFETCH(int, terms);
        QFETCH(double, momentum);
        const auto network = perceptron({33, 7});  // rows that are no multiple of a vector
        const std::int64_t p = network->model->layout().size();
        for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
            at::manual_seed(4);
            const at::Tensor anchor = randomOf({p}, type, 0.4);
            const Examples batch{randomOf({7, 6}, type, 1.0), at::randint(3, {7}, at::kLong)};
            Simplex knowing{onCacheLines(randomOf({vertices, p}, type, 0.4)), {}, {}};
            Simplex unknowing{knowing.vertices.clone(), {}, {}};
            const auto places = [&](int step) {
                std::vector<Place> all;
                for (int k = 0; k < terms; ++k) {
                    Random random(5, "places", static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(k));
                    std::vector<double> a = sampleSimplex(vertices + (k > 0 ? 1 : 0), random);
                    const double b = k > 0 ? a.back() : 0.0;
                    a.resize(static_cast<std::size_t>(vertices));
                    all.push_back({a, k > 0 ? anchor : at::Tensor(), b});
                }
                return all;
            };
            const auto one = makePerceptronStep(network);
            const auto other = makePerceptronStep(network);
            for (int step = 0; step < 6; ++step) {
                std::vector<LossTerm> objective;
                for (const Place& place : places(step))
                    objective.push_back({.batch = batch, .place = place});
                if (step == 4) {  // what was mixed is not used when the vertices have been moved by others
                    knowing.vertices.mul_(0.5);
                    unknowing.vertices.mul_(0.5);
                }
                const StepSettings settings{.rate = 0.1, .momentum = momentum};
                const at::Tensor a = one->take(knowing, objective, settings, Random(1), places(step + 1));
                const at::Tensor b = other->take(unknowing, objective, settings, Random(1));
                QVERIFY(at::equal(a, b));
                QVERIFY(at::equal(knowing.vertices, unknowing.vertices));
            }
        }
    }

    /// The first layer's matrix is touched once for several steps, and they are those that automatic differentiation takes one
    /// after the other; as are those behind them.
    void stepsTogetherAreStepsInTurn_data()
    {
        QTest::addColumn<QList<int>>("hidden");
        QTest::addColumn<int>("vertices");
        QTest::addColumn<double>("momentum");
        QTest::addColumn<double>("dropout");
        QTest::addColumn<double>("weight");
        QTest::newRow("one vertex") << QList{9, 7} << 1 << 0.8 << 0.0 << 1.0;
        QTest::newRow("one vertex without momentum") << QList{9, 7} << 1 << 0.0 << 0.3 << 1.0;
        QTest::newRow("two vertices") << QList{33, 7} << 2 << 0.8 << 0.3 << 1.0;
        QTest::newRow("two without momentum") << QList{33} << 2 << 0.0 << 0.0 << 1.0;
        QTest::newRow("three vertices") << QList{34, 7} << 3 << 0.8 << 0.3 << 0.7;
        QTest::newRow("three, one layer") << QList<int>() << 3 << 0.5 << 0.3 << 1.0;
    }

    void stepsTogetherAreStepsInTurn()
    {
        QFETCH(QList<int>, hidden);
        QFETCH(int, vertices);
        QFETCH(double, momentum);
        QFETCH(double, dropout);
        QFETCH(double, weight);
        const InputShape wide{.channels = 1, .height = 15, .width = 21, .classes = 3};  // more than one stretch of columns
        const auto network = perceptron({hidden.begin(), hidden.end()}, wide);
        const std::int64_t p = network->model->layout().size();
        for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
            at::manual_seed(12);
            Simplex together{onCacheLines(randomOf({vertices, p}, type, 0.1)), {}, {}};
            Simplex inTurn{together.vertices.clone(), {}, {}};
            const StepSettings settings{.rate = 0.05, .momentum = momentum, .dropout = dropout};
            const auto fast = makePerceptronStep(network);
            const auto slow = makeAutogradStep(network);
            const double tolerance = type == at::kDouble ? 1e-12 : 3e-5;
            std::uint64_t number = 0;
            const auto stepsOf = [&](const std::vector<std::int64_t>& images) {
                std::vector<TermOfStep> steps;
                for (const std::int64_t count : images) {
                    Random random(3, "places", number);
                    const Examples batch{randomOf({count, 315}, type, 1.0), at::randint(3, {count}, at::kLong)};
                    LossTerm term{.batch = batch, .place = {.a = sampleSimplex(vertices, random)}, .weight = weight};
                    steps.push_back({std::move(term), Random(9, "dropout", number++)});
                }
                return steps;
            };
            for (const std::vector<std::int64_t>& images :
                 {std::vector<std::int64_t>{11, 11, 11, 7, 11}, {4, 4, 4, 4, 4, 4, 4, 4}, {10}, {1, 2}}) {
                const std::vector<TermOfStep> steps = stepsOf(images);
                const auto losses = takeAll(*fast, together, steps, settings);
                const auto expected = takeAll(*slow, inTurn, steps, settings);
                QCOMPARE(losses.size(), images.size());
                for (std::size_t k = 0; k < losses.size(); ++k)
                    QVERIFY2(std::abs((losses[k] - expected[k]).item<double>()) < tolerance * 10, qPrintable(QString::number(k)));
                QVERIFY2(largestDifference(together.vertices, inTurn.vertices) < tolerance,
                         qPrintable(QString::number(largestDifference(together.vertices, inTurn.vertices))));
            }
            // A step alone looks at the weights as these left them.
            const std::vector<TermOfStep> last = stepsOf({11});
            const at::Tensor one = fast->take(together, {&last[0].term, 1}, settings, last[0].dropoutStream);
            const at::Tensor other = slow->take(inTurn, {&last[0].term, 1}, settings, last[0].dropoutStream);
            QVERIFY(std::abs((one - other).item<double>()) < tolerance * 10);
            QVERIFY(largestDifference(together.vertices, inTurn.vertices) < tolerance);
        }
    }

    /// The steps that were begun together may be taken a few at a time, and the vertices looked at in between. One vertex and three
    /// have loops of their own.
    void takenInPartsTheyAreTheSame_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<double>("momentum");
        for (const int vertices : {1, 2, 3, 5})
            for (const double momentum : {0.0, 0.8})
                QTest::addRow("%d, momentum %.1f", vertices, momentum) << vertices << momentum;
    }

    void takenInPartsTheyAreTheSame()
    {
        QFETCH(int, vertices);
        QFETCH(double, momentum);
        const auto network = perceptron({34, 7});
        at::manual_seed(15);
        const at::Tensor start = randomOf({vertices, network->model->layout().size()}, at::kFloat, 0.4);
        std::vector<TermOfStep> steps;
        for (std::uint64_t k = 0; k < 6; ++k) {
            Random random(3, "places", k);
            const Examples batch{randomOf({5, 6}, at::kFloat, 1.0), at::randint(3, {5}, at::kLong)};
            LossTerm term{.batch = batch, .place = {.a = sampleSimplex(vertices, random)}};
            steps.push_back({std::move(term), Random(9, "dropout", k)});
        }
        const StepSettings settings{.rate = 0.1, .momentum = momentum, .dropout = 0.3};
        const auto kernel = makePerceptronStep(network);
        Simplex atOnce{onCacheLines(start.clone()), {}, {}};
        const std::vector<at::Tensor> losses = takeAll(*kernel, atOnce, steps, settings);

        const auto sameVelocity = [&](const Simplex& one, const Simplex& other, double tolerance) {
            return momentum == 0.0 ? !one.velocity.defined() && !other.velocity.defined()
                                   : largestDifference(one.velocity, other.velocity) <= tolerance;
        };
        Simplex inParts{onCacheLines(start.clone()), {}, {}};
        kernel->begin(inParts, steps, settings);
        std::size_t taken = 0;
        for (const std::int64_t count : {1, 3, 2}) {
            for (const at::Tensor& loss : kernel->takeNext(inParts, count))
                QVERIFY(at::equal(loss, losses[taken++]));
            Simplex soFar{onCacheLines(start.clone()), {}, {}};
            takeAll(*makeAutogradStep(network), soFar, {steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(taken)},
                    settings);
            QVERIFY(largestDifference(inParts.vertices, soFar.vertices) < 3e-5);
            QVERIFY(sameVelocity(inParts, soFar, 3e-5));
        }
        QVERIFY(at::equal(inParts.vertices, atOnce.vertices));
        QVERIFY(sameVelocity(inParts, atOnce, 0.0));
    }

    /// Eight at a time where that gains: few images, a large first layer, and a stretch of some milliseconds; else one by one.
    void whereStepsAreBestTakenTogether()
    {
        const InputShape mnist;
        const InputShape cifar{.channels = 3, .height = 32, .width = 32};
        const auto together = [](const std::vector<int>& hidden, const InputShape& shape, std::int64_t vertices,
                                 std::int64_t batch) {
            const auto network = perceptron(hidden, shape);
            const Simplex simplex{at::zeros({vertices, network->model->layout().size()}), {}, {}};
            return makePerceptronStep(network)->stepsTogether(simplex, batch);
        };
        QCOMPARE(together({256, 256}, mnist, 3, 10), 8);
        QCOMPARE(together({256, 256}, mnist, 1, 1), 8);
        QCOMPARE(together({256, 256}, mnist, 1, 16), 8);
        QCOMPARE(together({256, 256}, mnist, 1, 17), 1);  // products of images with images would cost more than they save
        QCOMPARE(together({127, 256}, mnist, 3, 10), 1);  // few outputs
        QCOMPARE(together({128, 256}, mnist, 3, 10), 8);
        QCOMPARE(together({256}, tinyShape, 3, 10), 1);     // few inputs
        QCOMPARE(together({1000, 1000}, cifar, 1, 10), 1);  // eight steps take too long
        QCOMPARE(together({256, 256}, mnist, 7, 10), 8);
        QCOMPARE(together({256, 256}, mnist, 8, 10), 1);  // as they do with so many vertices
    }

    /// Anchors, places layer by layer, cosines and more images than fit are taken one step after the other.
    void whatCannotBeTakenTogetherIsTakenInTurn()
    {
        const auto network = perceptron({9, 7});
        const std::int64_t p = network->model->layout().size();
        at::manual_seed(14);
        const at::Tensor start = randomOf({2, p}, at::kDouble, 0.4);
        const auto check = [&](const Place& place, const StepSettings& settings, std::int64_t images) {
            std::vector<TermOfStep> steps;
            for (std::uint64_t k = 0; k < 4; ++k) {
                const Examples batch{randomOf({images, 6}, at::kDouble, 1.0), at::randint(3, {images}, at::kLong)};
                steps.push_back({{.batch = batch, .place = place}, Random(9, "dropout", k)});
            }
            const std::vector<Slice> layers{{0, 63}, {63, p - 63}};
            Simplex fast{onCacheLines(start.clone()), {}, layers};
            Simplex slow{start.clone(), {}, layers};
            takeAll(*makePerceptronStep(network), fast, steps, settings);
            takeAll(*makeAutogradStep(network), slow, steps, settings);
            return largestDifference(fast.vertices, slow.vertices) < 1e-12;
        };
        QVERIFY(check({.a = {0.3, 0.4}, .anchor = randomOf({p}, at::kDouble, 0.4), .b = 0.3}, {.rate = 0.1}, 5));
        QVERIFY(check({.a = {0.3, 0.7, 0.6, 0.4}}, {.rate = 0.1, .momentum = 0.5}, 5));
        QVERIFY(check({.a = {0.3, 0.7}}, {.rate = 0.1, .cosine = {.factor = 0.3, .i = 0, .j = 1}}, 5));
        QVERIFY(check({.a = {0.3, 0.7}}, {.rate = 0.1}, 40));
    }

    /// Two threads share the step in other parts each time, and no bit of it changes.
    void twoThreadsChangeNothing()
    {
        const auto network = perceptron({150, 70});
        const std::int64_t p = network->model->layout().size();
        for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
            at::manual_seed(3);
            const at::Tensor start = randomOf({3, p}, type, 0.4);
            const Examples batch{randomOf({11, 6}, type, 1.0), at::randint(3, {11}, at::kLong)};
            const std::vector<LossTerm> terms{{.batch = batch, .place = {.a = {0.2, 0.3, 0.5}}},
                                              {.batch = batch, .place = {.a = {0.6, 0.3, 0.1}}}};
            const auto after = [&](int threads) {
                useThreads(threads);
                Simplex simplex{onCacheLines(start.clone()), {}, {}};
                const auto kernel = makePerceptronStep(network);
                const StepSettings settings{.rate = 0.1, .momentum = 0.7, .dropout = 0.2};
                std::vector<at::Tensor> all;
                for (std::uint64_t step = 0; step < 300; ++step) {
                    all.push_back(kernel->take(simplex, terms, settings, Random(9, "dropout", step)));
                    const std::vector<TermOfStep> together{{terms[0], Random(step)}, {terms[1], Random(step + 1)}};
                    for (const at::Tensor& loss : takeAll(*kernel, simplex, together, settings))
                        all.push_back(loss);
                }
                all.push_back(simplex.vertices);
                return all;
            };
            const auto alone = after(1);
            const auto shared = after(2);
            QVERIFY(std::equal(alone.begin(), alone.end(), shared.begin(), shared.end(), at::equal));
        }
        useThreads(1);
    }

    /// Every block of a share is done once and before it returns, by both threads.
    void companionsDoEachBlockOnce()
    {
        Companion companion;
        bool helped = false;
        for (int round = 0; round < 2000; ++round) {
            std::vector<int> done(static_cast<std::size_t>(round % 37));
            std::atomic<int> byHelper = 0;
            Companion::share(&companion, std::ssize(done), [&](std::int64_t block, bool helper) {
                ++done[static_cast<std::size_t>(block)];
                byHelper += helper ? 1 : 0;
                while (block == 0 && !helper && !helped && done.size() > 1 && byHelper == 0)
                    std::this_thread::yield();  // until it has helped once
            });
            helped = helped || byHelper > 0;
            QVERIFY(std::all_of(done.begin(), done.end(), [](int times) { return times == 1; }));
        }
        QVERIFY(helped);
    }

    void gradientsAgreeWithAutograd()
    {
        const auto network = perceptron({9, 7});
        at::manual_seed(2);
        const at::Tensor weights = at::randn({network->model->layout().size()}, at::kDouble);
        const Examples batch{at::randn({5, 6}, at::kDouble), at::randint(3, {5}, at::kLong)};
        Dropout one{0.3, Random(4)};
        Dropout other{0.3, Random(4)};
        const Gradient fast = makePerceptronStep(network)->gradient(weights, batch, &one);
        const Gradient slow = makeAutogradStep(network)->gradient(weights, batch, &other);
        QVERIFY(largestDifference(fast.gradient, slow.gradient) < 1e-12);
        QVERIFY(std::abs(fast.loss.item<double>() - slow.loss.item<double>()) < 1e-12);
        QCOMPARE(one.random.bits(), other.random.bits());  // both have drawn as many numbers
    }

    void largeNetworksAgree()
    {
        const InputShape mnist;
        const auto network = perceptron({256, 256}, mnist);
        at::manual_seed(8);
        Simplex fast{network->model->initialWeights(Random(1)).unsqueeze(0).repeat({3, 1}), {}, {}};
        Simplex slow{fast.vertices.clone(), {}, {}};
        const LossTerm term{.batch = {at::rand({64, 784}), at::randint(10, {64}, at::kLong)}, .place = {.a = {0.2, 0.3, 0.5}}};
        const auto one = makePerceptronStep(network);
        const auto other = makeAutogradStep(network);
        for (int step = 0; step < 10; ++step) {
            one->take(fast, {&term, 1}, {.rate = 0.3, .momentum = 0.5}, Random(1));
            other->take(slow, {&term, 1}, {.rate = 0.3, .momentum = 0.5}, Random(1));
        }
        QVERIFY2(largestDifference(fast.vertices, slow.vertices) < 1e-5,
                 qPrintable(QString::number(largestDifference(fast.vertices, slow.vertices))));
    }
};

QTEST_APPLESS_MAIN(PerceptronStepTest)
#include "tst_perceptron_step.moc"
