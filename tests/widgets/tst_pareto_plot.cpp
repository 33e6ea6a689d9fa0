#include "tests/widgets/compared_sets.h"
#include "widgets/plots/pareto_plot.h"
#include "widgets/theme/theme.h"

#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::ParetoPlot;

namespace {

void shown(QWidget& widget)
{
    widget.resize(600, 400);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

}  // namespace

class TestParetoPlot final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void showsWholeRunsAndTheFront()
    {
        ParetoPlot plot;
        QVERIFY(plot.isEmpty());
        plot.setSets(tests::threeSets());
        QCOMPARE(plot.pointCount(), 2);  // er has not learned all its tasks
        QVERIFY(std::abs(plot.shownPoint(0).x() - 1.0) < 1e-9);
        QVERIFY(std::abs(plot.shownPoint(0).y() - 35.0) < 1e-9);
        QVERIFY(std::abs(plot.shownPoint(1).x() - 3.0) < 1e-9);
        QVERIFY(std::abs(plot.shownPoint(1).y() - 70.0) < 1e-9);
        QVERIFY(qIsNaN(plot.shownPoint(2).x()));
        QCOMPARE(plot.front(), (std::vector<int>{0, 1}));
        plot.setMeasures(*engine::findMeasure("forgetting"), *engine::findMeasure("stored_floats_vs_sgd"));
        QCOMPARE(plot.front(), (std::vector<int>{0, 1}));  // less forgetting for more floats
        plot.setSets(nullptr);
        QVERIFY(plot.isEmpty());
    }

    void theBestValueMayStandForARun()
    {
        ParetoPlot plot;
        plot.setSets(tests::threeSets());
        plot.setSummary(engine::Reduction::Best, engine::Band::Deviation);
        QVERIFY(std::abs(plot.shownPoint(0).y() - 85.0) < 1e-9);
        QVERIFY(plot.note().contains(QStringLiteral("best")));
    }

    void readsAndSelectsThePointUnderTheMouse()
    {
        ParetoPlot plot;
        plot.setSets(tests::threeSets());
        shown(plot);
        QTest::mouseMove(plot.canvas(), plot.canvasPoint(1.0, 36.0));
        QTRY_COMPARE(plot.readout(), QStringLiteral("sgd · average accuracy 35.0 ± 7.1\u202f% · training operations 1.00 ± "
                                                    "0.00\u202f× SGD, n = 2"));
        QSignalSpy picked(&plot, &ParetoPlot::picked);
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(3.0, 70.0));
        QCOMPARE(picked.takeFirst(), QVariantList{1});
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(2.0, 50.0));
        QCOMPARE(picked.takeFirst(), QVariantList{-1});
    }

    void namesDoNotCoverEachOther()
    {
        std::vector<engine::ComparedRun> runs;
        for (int k = 0; k < 8; ++k)
            runs.push_back(tests::handMade({.method = "method-" + std::to_string(k),
                                            .accuracies = {0.9, 0.8, 0.7 + 0.002 * k},
                                            .operationsPerStep = 10.0 + 0.1 * k}));
        ParetoPlot plot;
        plot.setSets(std::make_shared<const std::vector<engine::RunSet>>(engine::setsOf(runs, {})));
        shown(plot);
        QTRY_COMPARE(plot.labelPlaces().size(), 8);
        const QVector<QRectF> places = plot.labelPlaces();
        for (qsizetype a = 0; a < places.size(); ++a)
            for (qsizetype b = 0; b < a; ++b)
                QVERIFY(!places[a].intersects(places[b]));
    }

    void dataAreInTheMeasuresOwnUnits()
    {
        ParetoPlot plot;
        plot.setSets(tests::threeSets());
        const QStringList lines = plot.csv().split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("set,training_operations_vs_sgd,training_operations_vs_sgd_sd,average_accuracy,"
                                          "average_accuracy_sd,n,on_front"));
        const QStringList sgd = lines[1].split(u','), ewc = lines[2].split(u',');
        QCOMPARE(sgd.size(), 7);
        QCOMPARE(sgd[0], QStringLiteral("sgd"));
        QCOMPARE(sgd[1], QStringLiteral("1"));
        QVERIFY(std::abs(sgd[3].toDouble() - 0.35) < 1e-12);
        QVERIFY(std::abs(sgd[4].toDouble() - 0.05 * std::sqrt(2.0)) < 1e-12);
        QVERIFY(std::abs(ewc[3].toDouble() - 0.7) < 1e-12);
        QVERIFY2(ewc[2].isEmpty() && ewc[4].isEmpty(), "one run has no band");
        QCOMPARE(ewc.mid(5), (QStringList{QStringLiteral("1"), QStringLiteral("1")}));
    }
};

QTEST_MAIN(TestParetoPlot)
#include "tst_pareto_plot.moc"
