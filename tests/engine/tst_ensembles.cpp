// Ensembles: members that are the networks they are said to be.
#include "engine/machine.h"
#include "engine/models/evaluation.h"
#include "engine/models/resnet.h"
#include "tests/support/tiny_problem.h"

#include <ATen/Parallel.h>
#include <QtTest>

using namespace isthmus::tests;

namespace {

const TrainingSettings settings{.epochs = 1, .batchSize = 8, .learningRate = 0.1, .decay = 0.9};

/// Numbers around 1 for every fast weight, and vectors of their own.
FastWeights randomFast(const WeightLayout& layout, std::int64_t members)
{
    FastWeights fast{.members = members, .input = {}, .output = {}, .vectors = {}};
    for (const WeightShape& shape : layout.shapes()) {
        const bool matrix = shape.shape.size() > 1;
        const auto normal = [&](std::int64_t size) { return at::randn({members, size}, at::kDouble) * 0.5 + 1.0; };
        fast.input.push_back(matrix ? normal(shape.shape[1]) : at::Tensor());
        fast.output.push_back(matrix ? normal(shape.shape[0]) : at::Tensor());
        fast.vectors.push_back(matrix ? at::Tensor() : normal(shape.shape[0]) - 1.0);
    }
    return fast;
}

/// The weights of member k, array by array and number by number.
at::Tensor ofMember(const WeightLayout& layout, const at::Tensor& shared, const FastWeights& fast, std::int64_t k)
{
    at::Tensor own = shared.clone();
    for (std::size_t i = 0; i < layout.shapes().size(); ++i) {
        at::Tensor array = part(own, layout.shapes()[i]);
        if (array.dim() == 1) {
            array.copy_(fast.vectors[i][k]);
            continue;
        }
        for (std::int64_t out = 0; out < array.size(0); ++out)
            for (std::int64_t in = 0; in < array.size(1); ++in)
                array[out][in].mul_(fast.output[i][k][out] * fast.input[i][k][in]);
    }
    return own;
}

}  // namespace

class EnsemblesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// One pass of a batch ensemble gives what its members, written out as networks of their own, give one by one.
    void onePassIsAllMembers_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("perceptron") << "mlp";
        for (const char* normalisation : {"batch", "none"})
            QTest::newRow(normalisation) << normalisation;
    }

    void onePassIsAllMembers()
    {
        QFETCH(QString, model);
        const bool perceptron = model == QLatin1String("mlp");
        const InputShape shape{
            .channels = perceptron ? 1 : 3, .height = perceptron ? 2 : 12, .width = perceptron ? 3 : 12, .classes = 3};
        const Json options = perceptron
                                 ? Json{{"hidden", {5, 4}}, {"parameter_multiple", 1}}
                                 : Json{{"feature_maps", 2}, {"normalisation", model.toStdString()}, {"parameter_multiple", 1}};
        const std::unique_ptr<Model> network = perceptron ? makeMlp(options, shape) : makeResnet18(options, shape);
        at::manual_seed(3);
        const at::Tensor shared = at::randn({network->layout().size()}, at::kDouble) * 0.4;
        const FastWeights fast = randomFast(network->layout(), 3);
        const at::Tensor images = at::randn({4, shape.channels * shape.height * shape.width}, at::kDouble);
        const at::Tensor together = network->logits(shared, images.repeat({3, 1}), {.fast = &fast});
        QCOMPARE(together.size(0), std::int64_t{12});
        for (std::int64_t k = 0; k < 3; ++k) {
            const at::Tensor alone = network->logits(ofMember(network->layout(), shared, fast, k), images);
            QVERIFY2(largestDifference(together.narrow(0, 4 * k, 4), alone) < 1e-9 * (1.0 + alone.abs().max().item<double>()),
                     qPrintable(QString::number(k)));
        }
    }

    /// A step moves shared and fast weights along the gradient of the members' mean loss, members written out.
    void batchEnsembleFollowsItsObjective()
    {
        const auto network = perceptron({4});
        TinyMethod method({{"kind", "batch_ensemble"}, {"members", 2}, {"fast_weights", "normal"}, {"fast_deviation", 0.5}},
                          network);
        at::Tensor parameters = method->state().at("parameters").clone();
        QCOMPARE(parameters.numel(), std::int64_t{43 + 2 * (10 + 4 + 7 + 3)});
        method.learn(1, tinyTask(1), settings);
        for (std::int64_t step = 0; step < 4; ++step) {
            const Examples batch = slowBatch(tinyTask(1), step, 8, 1);
            parameters =
                parameters - slowGradient(parameters, [&](const at::Tensor& p) {
                                 at::Tensor loss = at::zeros({}, at::kDouble);
                                 for (std::int64_t k = 0; k < 2; ++k) {
                                     const at::Tensor own =
                                         p.narrow(0, 43 + 24 * k, 24);  // r1 [6] s1 [4] b1 [4] r2 [4] s2 [3] b2 [3]
                                     const at::Tensor w1 =
                                         p.narrow(0, 0, 24).view({4, 6}) * at::outer(own.narrow(0, 6, 4), own.narrow(0, 0, 6));
                                     const at::Tensor w2 =
                                         p.narrow(0, 28, 12).view({3, 4}) * at::outer(own.narrow(0, 18, 3), own.narrow(0, 14, 4));
                                     const at::Tensor member =
                                         at::cat({w1.flatten(), own.narrow(0, 10, 4), w2.flatten(), own.narrow(0, 21, 3)});
                                     loss = loss + slowLoss(member, batch) / 2.0;
                                 }
                                 return loss;
                             }) * 0.1;
        }
        QVERIFY(largestDifference(method->state().at("parameters"), parameters) < 1e-12);
        QCOMPARE(method->members().size(), std::size_t{2});
        QVERIFY(largestDifference(method->members()[0], method->members()[1]) > 1e-3);
    }

    void randomSignsAreSigns()
    {
        TinyMethod method({{"kind", "batch_ensemble"}, {"fast_weights", "signs"}});
        const at::Tensor fast = method->state().at("parameters").narrow(0, 43, 10);  // r1 and s1 of member 1
        QVERIFY(fast.abs().eq(1.0).all().item<bool>());
        QVERIFY(fast.sum().abs().item<double>() < 10.0);
    }

    /// Every member of a vanilla ensemble is the network that its base method trains alone with the member's seeds.
    void membersAreTheNetworksOfTheirSeeds_data()
    {
        QTest::addColumn<QString>("base");
        for (const MethodInfo& row : singleNetworkMethods())
            if (row.declaration->id != "multitask")  // needs a task source
                QTest::newRow(row.declaration->id.c_str()) << QString::fromStdString(row.declaration->id);
    }

    void membersAreTheNetworksOfTheirSeeds()
    {
        QFETCH(QString, base);
        Json ofBase{{"kind", base.toStdString()}};
        if (base == QLatin1String("mc_sgd"))
            ofBase["connect_steps"] = 5;
        TinyMethod ensemble({{"kind", "vanilla_ensemble"}, {"members", 3}, {"base", ofBase}});
        std::vector<std::unique_ptr<TinyMethod>> alone;
        for (int k = 0; k < 3; ++k)
            alone.push_back(std::make_unique<TinyMethod>(ofBase, perceptron({4}), 9, tinySeeds.member(k)));
        for (int task = 1; task <= 2; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            ensemble.learn(task, train, settings);
            for (int k = 0; k < 3; ++k)
                alone[static_cast<std::size_t>(k)]->learn(task, train, settings);
        }
        const auto members = ensemble->members();
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY2(at::equal(members[k], (*alone[k])->weights()), qPrintable(QString::number(k)));
        QVERIFY(largestDifference(members[0], members[1]) > 1e-3);
        QVERIFY(at::equal(ensemble->weights(), members[0]));
        // Shared by the members, so no larger than that of one.
        QCOMPARE(ensemble.memory().count(), alone[0]->memory().count());
        QCOMPARE(ensemble->storedFloats(), 3.0 * (*alone[0])->storedFloats());
    }

    /// Two threads take the members in pairs and share the step of one that is left over; no bit of them changes.
    void twoThreadsChangeNoMember_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<int>("members");
        for (const MethodInfo& row : singleNetworkMethods())
            for (const int members : {2, 3, 4})
                if (row.declaration->id != "multitask")  // needs a task source
                    QTest::addRow("%d of %s", members, row.declaration->id.c_str())
                        << QString::fromStdString(row.declaration->id) << members;
    }

    void twoThreadsChangeNoMember()
    {
        QFETCH(QString, base);
        QFETCH(int, members);
        Json ofBase{{"kind", base.toStdString()}};
        if (base == QLatin1String("mc_sgd"))
            ofBase["connect_steps"] = 60;
        const TrainingSettings busy{.epochs = 20, .batchSize = 8, .learningRate = 0.05, .momentum = 0.5, .dropout = 0.2};
        const auto after = [&](int threads) {
            useThreads(threads);
            TinyMethod ensemble({{"kind", "vanilla_ensemble"}, {"members", members}, {"base", ofBase}}, perceptron({150, 70}));
            std::vector<double> losses;
            for (int task = 1; task <= 2; ++task)
                for (const double loss : ensemble.learn(task, tinyTask(static_cast<std::uint64_t>(task)), busy))
                    losses.push_back(loss);
            return std::pair(losses, ensemble->state());
        };
        const auto restored = qScopeGuard([] { useThreads(1); });
        const auto [alone, one] = after(1);
        const auto [shared, two] = after(2);
        QCOMPARE(at::get_num_threads(), 2);  // as it was before the steps
        QCOMPARE(shared, alone);
        QCOMPARE(two.size(), one.size());
        for (const auto& [name, tensor] : one)
            QVERIFY2(at::equal(tensor, two.at(name)), name.c_str());
    }

    /// Steps of wide networks are taken together: the same ones whoever takes them, however many are asked for at once up to
    /// where they are divided, and on any number of threads.
    void membersTakeStepsTogetherAsTheyDoAlone_data()
    {
        QTest::addColumn<int>("members");
        for (const int members : {2, 3, 5})
            QTest::addRow("%d", members) << members;
    }

    void membersTakeStepsTogetherAsTheyDoAlone()
    {
        QFETCH(int, members);
        const auto network = perceptron({128}, InputShape{});
        at::manual_seed(21);
        const Examples train{at::rand({330, 784}, at::kDouble), at::randint(10, {330}, at::kLong)};
        const TrainingSettings busy{.batchSize = 10, .learningRate = 0.05, .momentum = 0.5, .dropout = 0.2};
        const auto learn = [&](TinyMethod& method, const Seeds& seeds, const std::vector<std::int64_t>& counts) {
            BatchOrder order(train.count(), busy.batchSize, tinySeeds.order, 1);
            const TaskContext context{1, train, order, busy, seeds, nullptr};
            method->beginPhase("learn", context);
            std::vector<double> losses;
            for (const std::int64_t count : counts)
                for (const at::Tensor& loss : method->steps("learn", std::ssize(losses), count, context))
                    losses.push_back(loss.item<double>());
            return losses;
        };
        // As probes fall, in twenty stretches.
        std::vector<std::int64_t> inPieces;
        std::vector<std::int64_t> longEnough;
        for (int k = 0; k < 10; ++k) {
            inPieces.insert(inPieces.end(), {5, 11, 1, 15});
            longEnough.insert(longEnough.end(), {8, 5, 3, 8, 8});
        }
        std::vector<std::vector<double>> losses;
        std::vector<at::Tensor> weights;
        for (int k = 0; k < members; ++k) {
            TinyMethod alone(Json{{"kind", "sgd"}}, network, 9, tinySeeds.member(k));
            QCOMPARE(alone->stepsTogether("learn", busy), std::int64_t{8});
            losses.push_back(learn(alone, tinySeeds.member(k), longEnough));
            weights.push_back(alone->weights());
        }
        const auto restored = qScopeGuard([] { useThreads(1); });
        for (const int threads : {1, 2, 3})
            for (const std::vector<std::int64_t>& counts : {inPieces, std::vector<std::int64_t>(8, 40)}) {
                useThreads(threads);
                TinyMethod ensemble({{"kind", "vanilla_ensemble"}, {"members", members}, {"base", "sgd"}}, network);
                QCOMPARE(ensemble->stepsTogether("learn", busy), std::int64_t{members % 2 == 1 ? 16 : 8});
                const std::vector<double> means = learn(ensemble, tinySeeds, counts);
                QCOMPARE(means.size(), losses[0].size());
                for (std::size_t step = 0; step < means.size(); ++step) {
                    double sum = 0.0;
                    for (const std::vector<double>& member : losses)
                        sum += member[step];
                    QVERIFY(std::abs(means[step] - sum / members) < 1e-12);
                }
                for (std::size_t k = 0; k < weights.size(); ++k)
                    QVERIFY2(at::equal(ensemble->members()[k], weights[k]), qPrintable(QString::number(k)));
            }
    }

    /// What goes wrong in any member's step is what the ensemble says, whichever thread it went wrong in.
    void aFailingStepIsNotLost_data()
    {
        QTest::addColumn<int>("members");
        QTest::newRow("in a pair") << 4;
        QTest::newRow("one left over") << 3;
    }

    void aFailingStepIsNotLost()
    {
        QFETCH(int, members);
        Examples train = tinyTask(1);
        train.labels = train.labels.to(at::kInt);  // of a type that no step can read
        BatchOrder order(30, 30, 1, 1);
        const TaskContext context{1, train, order, settings, tinySeeds};
        const auto messageOf = [&](Method& method) {
            try {
                method.steps("learn", 0, 2, context);
            } catch (const std::exception& error) {
                return QString::fromUtf8(error.what()).section(u'\n', 0, 0);
            }
            return QString();
        };
        TinyMethod alone(Json{{"kind", "sgd"}});
        const QString said = messageOf(*alone);
        QVERIFY(!said.isEmpty());
        TinyMethod ensemble({{"kind", "vanilla_ensemble"}, {"members", members}, {"base", "sgd"}});
        const auto restored = qScopeGuard([] { useThreads(1); });
        for (const int threads : {1, 2, 3}) {
            useThreads(threads);
            for (int repetition = 0; repetition < 20; ++repetition)
                QCOMPARE(messageOf(*ensemble), said);
            QCOMPARE(at::get_num_threads(), threads);
        }
    }

    void aDivergingBaseNamesItsOption()
    {
        TinyMethod method({{"kind", "vanilla_ensemble"}, {"base", "mc_sgd"}});
        QCOMPARE(method->rateOption("connect"), std::string("method.base.connect_learning_rate"));
        QCOMPARE(method->rateOption("learn"), std::string("training.learning_rate"));
    }

    void diversityAgreesWithSums()
    {
        const auto network = perceptron({4});
        at::manual_seed(5);
        std::vector<at::Tensor> weights;
        for (int k = 0; k < 3; ++k)
            weights.push_back(at::randn({43}));
        const Examples examples{at::randn({700, 6}), at::randint(3, {700}, at::kLong)};
        const Diversity apart = Evaluator(*network, weights).compare({examples});
        double different = 0.0;
        double divergence = 0.0;
        double cosine = 0.0;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                if (i == j)
                    continue;
                const at::Tensor p = network->logits(weights[i], examples).softmax(1);
                const at::Tensor q = network->logits(weights[j], examples).softmax(1);
                different += p.argmax(1).ne(q.argmax(1)).sum().item<double>() / 700.0 / 6.0;
                divergence += (p * (p / q).log()).sum().item<double>() / 700.0 / 6.0;
                cosine += (weights[i].dot(weights[j]) / (weights[i].norm() * weights[j].norm())).item<double>() / 6.0;
            }
        QVERIFY(std::abs(apart.disagreement - different) < 1e-9);
        QVERIFY(std::abs(apart.divergence - divergence) < 1e-5 * divergence);
        QVERIFY(std::abs(meanCosine(weights) - cosine) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(EnsemblesTest)
#include "tst_ensembles.moc"
