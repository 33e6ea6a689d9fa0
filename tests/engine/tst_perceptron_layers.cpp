// A perceptron's logits as evaluations compute them, against LibTorch's in double precision: for images of all kinds, and for
// images that are mostly background, whose first layer leaves the background out.
#include "engine/models/mlp.h"
#include "engine/models/perceptron_layers.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

constexpr InputShape shape{.channels = 1, .height = 9, .width = 7, .classes = 3};
constexpr std::int64_t pixels = 63;
constexpr std::int64_t foreground = 12;  // pixels of an image that are none of the background, where there is one

/// Each with its own pixels in front of the background, none of them the first one.
at::Tensor imagesBefore(double background, std::int64_t count)
{
    at::manual_seed(3);
    at::Tensor images = at::full({count, pixels}, background);
    for (std::int64_t i = 0; i < count; ++i) {
        const at::Tensor places = at::randperm(pixels - 1, at::kLong).narrow(0, 0, foreground) + 1;
        images[i].index_copy_(0, places, at::rand({foreground}) + 0.1);
    }
    return images;
}

}  // namespace

class PerceptronLayersTest final : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> model_ = makeMlp({{"hidden", {40, 9}}, {"parameter_multiple", 1}}, shape);
    at::Tensor weights_ = model_->initialWeights(Random(1)) * 3.0;
    PerceptronLayers layers_{model_->perceptronWidths()};
    at::Tensor arranged_ = layers_.arranged(weights_);

private Q_SLOTS:
    void logitsAgreeWithLibTorch_data()
    {
        QTest::addColumn<bool>("mostlyBackground");
        QTest::addColumn<double>("background");
        QTest::addColumn<int>("count");
        for (const int count : {1, 4, 61, 500})
            QTest::addRow("no background, %d", count) << false << 0.0 << count;
        for (const double background : {0.0, -0.42})
            for (const int count : {1, 4, 61, 500})
                QTest::addRow("background %.2f, %d", background, count) << true << background << count;
    }
    void logitsAgreeWithLibTorch()
    {
        QFETCH(bool, mostlyBackground);
        QFETCH(double, background);
        QFETCH(int, count);
        const at::Tensor images = mostlyBackground ? imagesBefore(background, count) : at::rand({count, pixels});
        const at::Tensor expected = model_->logits(weights_.to(at::kDouble), images.to(at::kDouble));
        QVERIFY((layers_.logits(arranged_, images) - expected).abs().max().item<double>() < 1e-5);
        const at::Tensor matrix = weights_.narrow(0, 0, 40 * pixels).view({40, pixels}).to(at::kDouble);
        const at::Tensor first = at::mm(images.to(at::kDouble), matrix.t()) + weights_.narrow(0, 40 * pixels, 40);
        const at::Tensor found = layers_.firstValues(arranged_, images).narrow(1, 0, 40);
        QVERIFY((found - first).abs().max().item<double>() < 1e-5);
    }

    /// So threads, which cut the images into parts, change no bit.
    void anImageDoesNotDependOnItsNeighbours()
    {
        const at::Tensor images = imagesBefore(-0.42, 83);
        const at::Tensor together = layers_.logits(arranged_, images);
        for (std::int64_t i = 0; i < images.size(0); ++i)
            QVERIFY(layers_.logits(arranged_, images.narrow(0, i, 1)).equal(together.narrow(0, i, 1)));
    }
};

QTEST_GUILESS_MAIN(PerceptronLayersTest)
#include "tst_perceptron_layers.moc"
