#include "engine/data/episodic_memory.h"
#include "engine/data/task_source.h"
#include "engine/error.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

/// 12 images of 2 x 2, each of one shade, in classes 0, 1, 2, 0, 1, 2, …
Dataset shades()
{
    Dataset dataset;
    dataset.id = "shades";
    dataset.classes = 3;
    dataset.mean = {0.5};
    dataset.deviation = {0.25};
    for (ImageSet* split : {&dataset.train, &dataset.test}) {
        split->count = 12;
        split->height = split->width = 2;
        for (int i = 0; i < 12; ++i) {
            split->pixels.insert(split->pixels.end(), 4, static_cast<std::uint8_t>(20 * i));
            split->labels.push_back(static_cast<std::uint16_t>(i % 3));
        }
    }
    return dataset;
}

Json permuted(int train, int test, bool normalize)
{
    return {{"kind", "permuted"},     {"dataset", "shades"},    {"tasks", 3}, {"train_per_task", train}, {"test_per_task", test},
            {"normalize", normalize}, {"validation_share", 0.0}};
}

/// Tasks of `perTask` classes each.
Json split(int tasks, int perTask, const Json& more = Json::object())
{
    Json options{{"kind", "split"},
                 {"dataset", "shades"},
                 {"tasks", tasks},
                 {"classes_per_task", perTask},
                 {"scenario", "task_incremental"},
                 {"shuffle_classes", false},
                 {"train_per_task", 0},
                 {"test_per_task", 0},
                 {"normalize", false},
                 {"validation_share", 0.0}};
    options.update(more);
    return options;
}

QList<int> labelsOf(const Examples& examples)
{
    QList<int> labels;
    for (std::int64_t i = 0; i < examples.count(); ++i)
        labels << examples.labels[i].item<int>();
    return labels;
}

}  // namespace

class TaskSourceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Images that wait on a device are mapped there as they are here; the processor is a device too.
    void residentImagesAreMappedAlike()
    {
        ImageSet images{.count = 5, .channels = 2, .height = 6, .width = 6, .pixels = {}, .labels = {}};
        Random random(3);
        for (std::int64_t i = 0; i < images.count * images.pixelsPerImage(); ++i)
            images.pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
        const ResidentImages resident(images, at::kCPU);
        const std::vector<std::int32_t> which{4, 0, 4};
        for (const PixelMap& map : {rotationMap(6, 6, 37.0), permutationMap(Random(2).permutation(36)), identityMap(6, 6)}) {
            const at::Tensor found = resident.mapped(map, which);
            const at::Tensor expected = at::empty({3, 2, 36});
            applyMap(map, images, which, expected.data_ptr<float>());
            QVERIFY(at::allclose(found, expected, 0.0, 1e-6));
        }
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(resident.mapped(identityMap(6, 6), which, stop.get_token()), Error);
    }

    void takesTheFirstInOrder()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, permuted(5, 0, false), 1, at::kCPU);
        const Examples train = source.train(2);
        QCOMPARE(train.count(), 5);
        QCOMPARE(source.test(3, 100, false).examples.count(), 12);
        QCOMPARE(source.test(3, 7, false).examples.count(), 7);
        for (std::int64_t i = 0; i < 5; ++i) {  // one shade each, so that a permutation changes nothing
            QCOMPARE(train.images[i][3].item<float>(), static_cast<float>(20 * i) / 255.0F);
            QCOMPARE(train.labels[i].item<std::int64_t>(), i % 3);
        }
    }

    void memoryIsUsedAgainWhereNobodyElseHasIt()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, permuted(5, 0, false), 1, at::kCPU);
        Examples former = source.train(1);
        const void* const place = former.images.data_ptr();
        Examples again = source.train(2, {}, std::move(former));
        QCOMPARE(again.images.data_ptr(), place);
        QVERIFY(at::equal(again.images, source.train(2).images));

        const at::Tensor view = again.images[0];
        const Examples elsewhere = source.train(3, {}, std::move(again));
        QVERIFY(elsewhere.images.data_ptr() != place);

        TaskSource larger(dataset, permuted(6, 0, false), 1, at::kCPU);
        QCOMPARE(larger.train(1, {}, source.train(1)).count(), 6);
    }

    void normalises()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, permuted(0, 0, true), 1, at::kCPU);
        QVERIFY(std::abs(source.train(1).images[6][0].item<double>() - (120.0 / 255.0 - 0.5) / 0.25) < 1e-6);
    }

    void refusesMoreThanThereAre()
    {
        const Dataset dataset = shades();
        QVERIFY_EXCEPTION_THROWN(TaskSource(dataset, permuted(13, 0, false), 1, at::kCPU), Error);
        QVERIFY_EXCEPTION_THROWN(TaskSource(dataset, permuted(0, 13, false), 1, at::kCPU), Error);
    }

    void splitsByClass()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, split(3, 1), 1, at::kCPU);
        QCOMPARE(source.trainCount(2), std::int64_t{4});
        QCOMPARE(source.classCount(2), 1);
        QCOMPARE(labelsOf(source.train(3)), (QList<int>{2, 2, 2, 2}));
        // Images 1, 4, 7 and 10 in the data set's order.
        QVERIFY(std::abs(source.train(2).images[3][0].item<double>() - 200.0 / 255.0) < 1e-6);
        QCOMPARE(source.headOfClass(), (std::vector<int>{1, 2, 3}));
        TaskSource few(dataset, split(2, 1, {{"train_per_task", 2}, {"scenario", "class_incremental"}}), 1, at::kCPU);
        QCOMPARE(few.train(2).count(), std::int64_t{2});
        QVERIFY(few.headOfClass().empty());  // all classes compete
        TaskSource wide(dataset, split(1, 2), 1, at::kCPU);
        QCOMPARE(wide.headOfClass(), (std::vector<int>{1, 1, 0}));  // class 2 is in no task
        QCOMPARE(labelsOf(wide.train(1)), (QList<int>{0, 1, 0, 1, 0, 1, 0, 1}));
        QVERIFY_EXCEPTION_THROWN(TaskSource(dataset, split(2, 2), 1, at::kCPU), Error);
        QVERIFY_EXCEPTION_THROWN(TaskSource(dataset, split(3, 1, {{"train_per_task", 5}}), 1, at::kCPU), Error);
    }

    void classesAreShuffledBySeed()
    {
        const Dataset dataset = shades();
        QSet<QList<int>> orders;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            QList<int> order;
            TaskSource source(dataset, split(3, 1, {{"shuffle_classes", true}}), seed, at::kCPU);
            for (int task = 1; task <= 3; ++task)
                order << labelsOf(source.train(task)).first();
            QCOMPARE(QSet<int>(order.begin(), order.end()).size(), 3);
            orders << order;
        }
        QVERIFY(orders.size() > 3);
    }

    void validationImagesAreTheLastOnesOfTraining()
    {
        const Dataset dataset = shades();
        Json options = permuted(0, 0, false);
        options["validation_share"] = 0.25;
        TaskSource source(dataset, options, 1, at::kCPU);
        QCOMPARE(source.trainCount(1), std::int64_t{9});
        QCOMPARE(source.testCount(1), std::int64_t{3});
        QVERIFY(std::abs(source.test(1, 9, false).examples.images[0][0].item<double>() - 180.0 / 255.0) < 1e-6);
        TaskSource apart(dataset, split(3, 1, {{"validation_share", 0.25}}), 1, at::kCPU);
        QCOMPARE(labelsOf(apart.test(2, 9, false).examples), (QList<int>{1}));
        QCOMPARE(apart.trainCount(2), std::int64_t{3});
    }

    void someExamplesAreThoseOfAll()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, split(3, 1), 1, at::kCPU);
        const Examples all = source.train(2);
        const Examples some = source.trainAt(2, std::vector<std::int64_t>{3, 0});
        QVERIFY(at::equal(some.images, all.at(at::tensor(std::vector<std::int64_t>{3, 0})).images));
        QCOMPARE(labelsOf(some), (QList<int>{1, 1}));
        QCOMPARE(source.test(2, 2, true).calibration.size(0), std::int64_t{4});  // training images, all there are
        QVERIFY(!source.test(1, 2, false).calibration.defined());
    }

    void normalisesEveryChannelByItself()
    {
        Dataset dataset = shades();
        for (ImageSet* split : {&dataset.train, &dataset.test}) {  // three channels of one pixel row each
            split->channels = 2;
            split->height = 1;
        }
        dataset.mean = {0.0, 0.5};
        dataset.deviation = {1.0, 0.25};
        TaskSource source(dataset, permuted(0, 0, true), 1, at::kCPU);
        const at::Tensor pixels = source.train(1).images[6];
        QVERIFY(std::abs(pixels[0].item<double>() - 120.0 / 255.0) < 1e-6);
        QVERIFY(std::abs(pixels[2].item<double>() - (120.0 / 255.0 - 0.5) / 0.25) < 1e-6);
    }

    void everyEpochSeesEveryExampleOnce()
    {
        BatchOrder order(12, 5, 9, 2);
        QCOMPARE(order.stepsPerEpoch(), 3);
        QList<std::int64_t> epochs[2];
        for (std::int64_t step = 0; step < 6; ++step) {
            const at::Tensor batch = order.at(step);
            QCOMPARE(batch.size(0), step % 3 == 2 ? 2 : 5);
            for (std::int64_t i = 0; i < batch.size(0); ++i)
                epochs[step / 3] << batch[i].item<std::int64_t>();
        }
        QVERIFY(epochs[0] != epochs[1]);
        // A step alone decides: asked out of order, the same batch.
        const at::Tensor fourth = order.at(4);
        BatchOrder again(12, 5, 9, 2);
        QVERIFY(at::equal(again.at(4), fourth));
        for (auto& epoch : epochs) {
            std::sort(epoch.begin(), epoch.end());
            for (int i = 0; i < 12; ++i)
                QCOMPARE(epoch[i], i);
        }
    }

    void memoryIsBalanced()
    {
        const Dataset dataset = shades();
        TaskSource source(dataset, permuted(0, 0, false), 1, at::kCPU);
        const Examples kept = balancedSubset(source.train(1), 2, Random(3));
        QVERIFY(at::equal(kept.labels, at::tensor(std::vector<std::int64_t>{0, 0, 1, 1, 2, 2})));
        QCOMPARE(balancedSubset(source.train(1), 9, Random(3)).count(), 12);  // no more than there are
        EpisodicMemory memory;
        QVERIFY(memory.empty());
        memory.add(1, kept);
        memory.add(2, kept.first(3));
        memory.add(2, kept);  // that task is there already
        QCOMPARE(memory.count(), 9);
        // Draws with replacement, uniform: of 9 examples the 3 of the second addition in a third of the cases.
        Random random(1);
        const Examples drawn = memory.draw(3000, random);
        QCOMPARE(drawn.count(), 3000);
        const double zeros = drawn.labels.eq(0).to(at::kDouble).mean().item<double>();
        QVERIFY(std::abs(zeros - 4.0 / 9.0) < 0.04);
    }

    /// Vitter 1985: of N offered, each is kept with probability capacity / N, the first as the last.
    void aReservoirKeepsEveryExampleAlike()
    {
        constexpr int trials = 4000;
        constexpr int offered = 23;
        constexpr int capacity = 6;
        std::vector<int> kept(offered, 0);
        for (int trial = 0; trial < trials; ++trial) {
            EpisodicMemory memory;
            for (int begin = 0; begin < offered; begin += 5) {
                const int size = std::min(5, offered - begin);
                const at::Tensor numbers = at::arange(begin, begin + size, at::kLong);
                memory.offer(begin, {numbers.to(at::kFloat).unsqueeze(1), numbers}, capacity,
                             Random(1, "reservoir", static_cast<std::uint64_t>(trial), static_cast<std::uint64_t>(begin)));
                memory.offer(begin, {numbers.to(at::kFloat).unsqueeze(1), numbers}, capacity, Random(2));  // passed over
            }
            QCOMPARE(memory.count(), std::int64_t{capacity});
            for (std::int64_t i = 0; i < capacity; ++i) {
                const auto number = memory.examples().labels[i].item<std::int64_t>();
                QCOMPARE(memory.examples().images[i].item<float>(), static_cast<float>(number));  // image and label move together
                ++kept[static_cast<std::size_t>(number)];
            }
        }
        // Binomial: mean 1043, standard deviation 28; five of them for 23 numbers.
        for (int i = 0; i < offered; ++i)
            QVERIFY2(std::abs(kept[static_cast<std::size_t>(i)] - trials * capacity / offered) < 140,
                     qPrintable(QString::number(i)));
    }
};

QTEST_APPLESS_MAIN(TaskSourceTest)
#include "tst_task_source.moc"
