#include "tests/widgets/measured_run.h"
#include "widgets/models/measure_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace isthmus;
using widgets::MeasureModel;

namespace {

int rowOf(const MeasureModel& model, const char* id)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (std::string_view(model.measure(row).id) == id)
            return row;
    }
    return -1;
}

QVariant at(const MeasureModel& model, const char* id, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(rowOf(model, id), column), role);
}

}  // namespace

class TestMeasureModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMeasureIsARow()
    {
        MeasureModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), static_cast<int>(engine::measureTable().size()));
        QCOMPARE(model.afterTask(), 0);
        model.setSnapshot(tests::measuredRun());
        QCOMPARE(model.rowCount(), static_cast<int>(engine::measureTable().size()));
        QCOMPARE(model.afterTask(), 2);
        QCOMPARE(model.tasks(), 2);
        model.setSnapshot(nullptr);
        QCOMPARE(model.afterTask(), 0);
    }

    void valuesInTheirUnits_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("unit");
        QTest::newRow("share") << "average_accuracy"
                               << "75.0"
                               << "%";  // (0.5 + 1) / 2
        QTest::newRow("negative share") << "backward_transfer" << QStringLiteral("\u221225.0") << "%";
        QTest::newRow("nats") << "negative_log_likelihood"
                              << "0.375"
                              << "nats";  // (0.25 + 0.5) / 2
        QTest::newRow("multiple") << "training_operations_vs_sgd"
                                  << "1.50" << QStringLiteral("\u00d7 SGD");
        QTest::newRow("seconds") << "training_seconds"
                                 << "12.3"
                                 << "s";
    }

    void valuesInTheirUnits()
    {
        QFETCH(QString, id);
        QFETCH(QString, number);
        QFETCH(QString, unit);
        MeasureModel model;
        model.setSnapshot(tests::measuredRun());
        const QByteArray key = id.toUtf8();
        QCOMPARE(at(model, key, MeasureModel::NumberColumn).toString(), number);
        QCOMPARE(at(model, key, MeasureModel::UnitColumn).toString(), unit);
        QCOMPARE(model.valueText(rowOf(model, key)), number + QChar(0x202f) + unit);
        QCOMPARE(at(model, key, MeasureModel::NumberColumn, Qt::AccessibleTextRole).toString(), number + QChar(0x202f) + unit);
        QVERIFY(at(model, key, MeasureModel::NumberColumn, Qt::ToolTipRole).toString().isEmpty());
        QVERIFY(!at(model, key, MeasureModel::NumberColumn, Qt::ForegroundRole).isValid());
    }

    void whatIsUndefinedSaysWhy()
    {
        MeasureModel model;
        model.setSnapshot(tests::measuredRun(1));
        QCOMPARE(model.afterTask(), 1);
        QCOMPARE(at(model, "average_accuracy", MeasureModel::NumberColumn).toString(), QStringLiteral("75.0"));
        const QString why = QStringLiteral("Undefined, because there is no earlier task.");
        QCOMPARE(at(model, "forgetting", MeasureModel::NumberColumn).toString(), QStringLiteral("\u2013"));
        QCOMPARE(at(model, "forgetting", MeasureModel::UnitColumn).toString(), QString());
        QCOMPARE(at(model, "forgetting", MeasureModel::NumberColumn, Qt::ToolTipRole).toString(), why);
        QCOMPARE(at(model, "forgetting", MeasureModel::NumberColumn, Qt::AccessibleDescriptionRole).toString(), why);
        QCOMPARE(at(model, "forgetting", MeasureModel::NumberColumn, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("undefined"));
        QVERIFY(at(model, "forgetting", MeasureModel::NumberColumn, Qt::ForegroundRole).isValid());  // quiet
        QVERIFY(model.valueText(rowOf(model, "forgetting")).isEmpty());
        model.setSnapshot(tests::measuredRun());
        QCOMPARE(at(model, "forgetting", MeasureModel::NumberColumn).toString(), QStringLiteral("25.0"));
        QVERIFY(at(model, "weight_cosine", MeasureModel::NumberColumn, Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("the run keeps one network")));
    }

    void onlyNewMeasurementsAreNews()
    {
        MeasureModel model;
        QSignalSpy changed(&model, &MeasureModel::dataChanged);
        const auto run = tests::measuredRun();
        model.setSnapshot(run);
        QCOMPARE(changed.count(), 1);
        auto later = std::make_shared<engine::RunSnapshot>(*run);  // a step further, the same results
        later->progress.step = 17;
        model.setSnapshot(later);
        QCOMPARE(changed.count(), 1);
        model.setSnapshot(tests::measuredRun(1));
        QCOMPARE(changed.count(), 2);
    }

    void theWholeTableAsCsv()
    {
        MeasureModel model;
        model.setSnapshot(tests::measuredRun());
        const QStringList lines = model.csv().split(u'\n');
        QCOMPARE(lines.size(), model.rowCount() + 2);  // a header, and the end of the last line
        QCOMPARE(lines[0], QStringLiteral("measure,label,value,unit,undefined_because"));
        QCOMPARE(lines[1], QStringLiteral("average_accuracy,Average accuracy,0.75,share of 1,"));
        QVERIFY(lines.contains(QStringLiteral("forgetting_from_first,\"Forgetting, first minus last\",0.25,share of 1,")));
        QVERIFY(lines.contains(QStringLiteral("training_seconds,Training time,12.34,s,")));
        QVERIFY(lines.contains(
            QStringLiteral("weight_cosine,Weight cosine,,,\"the run keeps one network, so there are none to compare\"")));
    }
};

QTEST_MAIN(TestMeasureModel)
#include "tst_measure_model.moc"
