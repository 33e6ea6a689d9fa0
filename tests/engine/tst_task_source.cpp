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

}  // namespace

class TaskSourceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_APPLESS_MAIN(TaskSourceTest)
#include "tst_task_source.moc"
