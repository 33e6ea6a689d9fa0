#include "tests/widgets/compared_sets.h"
#include "widgets/plots/compare_plot.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace isthmus;
using engine::Against;
using engine::Band;
using widgets::ColumnEnvelope;
using widgets::ComparePlot;

namespace {

ComparePlot::CurvesPtr accuracyCurves()
{
    return std::make_shared<const engine::ComparedCurves>(
        engine::measureCurves(*tests::threeSets(), *engine::findMeasure("average_accuracy"), Against::Tasks, Band::Deviation));
}

ComparePlot::CurvesPtr losses(double smoothing)
{
    return std::make_shared<const engine::ComparedCurves>(engine::lossCurves(*tests::threeSets(), smoothing, Band::Deviation));
}

void shown(QWidget& widget)
{
    widget.resize(700, 360);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

engine::ComparedCurve noise(std::size_t points)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> value(0.0, 1.0);
    engine::ComparedCurve curve{.label = "noise"};
    for (std::size_t k = 0; k < points; ++k) {
        curve.x.push_back(static_cast<double>(k) + 0.5 * value(random));
        curve.y.push_back({2, value(random), 0.1 * value(random)});
    }
    return curve;
}

}  // namespace

class TestComparePlot final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void saysWhatWillComeWhileEmpty()
    {
        ComparePlot plot;
        QVERIFY(plot.isEmpty());
        QVERIFY(plot.csv().isEmpty());
        plot.setCurves(accuracyCurves());
        QVERIFY(!plot.isEmpty());
        plot.setCurves(nullptr);
        QVERIFY(plot.isEmpty());
        QCOMPARE(plot.curveCount(), 0);
    }

    void showsTheMeanOfEverySet()
    {
        ComparePlot plot;
        plot.setCurves(accuracyCurves());
        QCOMPARE(plot.curveCount(), 3);
        QCOMPARE(plot.shownValues(0).size(), 3);
        QVERIFY(std::abs(plot.shownValues(0)[1] - 55.0) < 1e-9);
        QCOMPARE(plot.shownValues(2).size(), 1);
        QCOMPARE(plot.note(), QStringLiteral("mean ± sample standard deviation, n = 1 to 2"));
        QCOMPARE(plot.shownX(), (widgets::AxisSpan{0.5, 3.5}));
        QCOMPARE(plot.shownY().upper, 100.0);  // the band's end lies below
        QVERIFY(plot.shownY().lower <= 27.0);
    }

    void readsThePointUnderTheMouse()
    {
        ComparePlot plot;
        plot.setCurves(accuracyCurves());
        shown(plot);
        QTest::mouseMove(plot.canvas(), plot.canvasPoint(2.1, 56.0));
        QTRY_COMPARE(plot.readout(), QStringLiteral("sgd · after task 2 · average accuracy 55.0 ± 7.1\u202f%, n = 2"));
        QTest::mouseMove(plot.canvas(), plot.canvasPoint(2.1, 79.0));
        QTRY_COMPARE(plot.readout(), QStringLiteral("ewc · after task 2 · average accuracy 80.0\u202f%, n = 1"));
    }

    void aClickSelectsASetAndTheReadoutKeepsToIt()
    {
        ComparePlot plot;
        plot.setCurves(accuracyCurves());
        shown(plot);
        QSignalSpy picked(&plot, &ComparePlot::picked);
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(2.0, 80.0));
        QCOMPARE(picked.takeFirst(), QVariantList{1});
        QVERIFY(plot.readoutAt(2.0, 55.0).startsWith(QStringLiteral("ewc")));
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(2.0, 80.0));
        QCOMPARE(picked.takeFirst(), QVariantList{-1});
        plot.setSelectedSet(0);
        QVERIFY2(picked.isEmpty(), "only the user's selections are told");
    }

    void dataAreWhatWasMeasured()
    {
        ComparePlot plot;
        plot.setCurves(losses(0.9), losses(0.0));
        QVERIFY(plot.note().contains(QStringLiteral("s_k = 0.9 s_{k−1} + 0.1 y_k")));
        QVERIFY(plot.definition().contains(QStringLiteral("s_k = 0.9")));
        const QStringList lines = plot.csv().split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("set,optimiser_steps,training_loss_nats,sd,n"));
        QCOMPARE(lines[2], QStringLiteral("sgd,100,1,0,2"));
        const widgets::DataTable drawn = plot.dataTable();
        QCOMPARE(drawn.columns.back().heading, QStringLiteral("Training loss (nats), smoothed"));
        QCOMPARE(drawn.cell(1, 2), QStringLiteral("1"));
        QVERIFY(drawn.cell(1, 5).startsWith(QStringLiteral("1.4")));
        plot.setSmoothedInData(true);
        QVERIFY(
            plot.csv().startsWith(QStringLiteral("set,optimiser_steps,training_loss_nats,sd,n,training_loss_nats_smoothed\n")));
        QVERIFY(plot.csv().split(u'\n')[2].startsWith(QStringLiteral("sgd,100,1,0,2,1.4")));
        plot.setCurves(losses(0.0));
        QVERIFY(!plot.csv().contains(QStringLiteral("smoothed")));
        QVERIFY(!plot.findChild<QAction*>(QStringLiteral("smoothedInData"))->isEnabled());
        QVERIFY(!plot.note().contains(QStringLiteral("s_k")));
    }

    void longCurvesAreThinnedOutWhenTheyAreDrawn()
    {
        auto curves = std::make_shared<engine::ComparedCurves>();
        curves->xLabel = "Optimiser steps";
        curves->yLabel = "Training loss (nats)";
        curves->curves = {noise(200000)};
        ComparePlot plot;
        plot.setCurves(curves);
        shown(plot);
        QTRY_VERIFY(plot.drawnPoints(0) > 0);
        QVERIFY(plot.drawnPoints(0) <= 4 * 700 + 8);
        QCOMPARE(plot.csv().count(u'\n'), 200001);
    }

    void aVectorPictureHoldsEveryPoint()
    {
        auto curves = std::make_shared<engine::ComparedCurves>();
        curves->xLabel = "Optimiser steps";
        curves->yLabel = "Training loss (nats)";
        curves->curves = {noise(20000)};
        ComparePlot plot;
        plot.setCurves(curves);
        shown(plot);
        QTRY_VERIFY(plot.drawnPoints(0) > 0);
        const int onScreen = plot.drawnPoints(0);
        QVERIFY(onScreen < 3000);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("curves.svg"));
        QVERIFY(plot.savePicture(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().count(',') >= 20000);  // coordinates
        QTRY_COMPARE(plot.drawnPoints(0), onScreen);
    }

    void aThinnedCurveHasTheSamePicture()
    {
        const engine::ComparedCurve curve = noise(5000);
        const ColumnEnvelope envelope(curve);
        const widgets::AxisSpan span{313.0, 4711.0};
        constexpr int columns = 37;
        const auto points = envelope.within(span, columns, 4.0);
        QVERIFY(points.size() <= 4 * (columns + 2));
        const double width = (span.upper - span.lower) / columns;
        for (int column = 0; column < columns; ++column) {
            const double left = span.lower + column * width, right = left + width;
            double least = 1e9, most = -1e9, low = 1e9, high = -1e9, drawnLeast = 1e9, drawnMost = -1e9;
            for (std::size_t k = 0; k < curve.x.size(); ++k)
                if (curve.x[k] >= left && curve.x[k] < right) {
                    least = std::min(least, curve.y[k].mean);
                    most = std::max(most, curve.y[k].mean);
                    low = std::min(low, curve.y[k].mean - curve.y[k].half);
                    high = std::max(high, curve.y[k].mean + curve.y[k].half);
                }
            for (const auto& point : points)
                if (point.x >= left && point.x < right) {
                    drawnLeast = std::min(drawnLeast, point.mean);
                    drawnMost = std::max(drawnMost, point.mean);
                    QCOMPARE(point.low, low);
                    QCOMPARE(point.high, high);
                }
            QCOMPARE(drawnLeast, least);
            QCOMPARE(drawnMost, most);
        }
        QVERIFY(std::is_sorted(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.x < b.x; }));
        QCOMPARE(envelope.within(span, 100000, 4.0).size(), qsizetype(envelope.count(span) + 2));  // room for all
    }

    void coloursAreSeenOnBothPanels()
    {
        for (const widgets::Scheme scheme : {widgets::Scheme::Dark, widgets::Scheme::Light}) {
            widgets::applyTheme(*qApp, scheme);
            for (int set = 0; set < 8; ++set)
                QVERIFY2(widgets::contrastRatio(widgets::setColor(set), widgets::color(widgets::Role::Panel)) >= 3.0,
                         qPrintable(QString::number(set)));
        }
        for (int a = 0; a < 16; ++a)
            for (int b = 0; b < a; ++b)
                QVERIFY(widgets::setColor(a) != widgets::setColor(b) || widgets::setDashes(a) != widgets::setDashes(b));
    }
};

QTEST_MAIN(TestComparePlot)
#include "tst_compare_plot.moc"
