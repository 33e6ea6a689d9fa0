#include "widgets/queue/queue_model.h"
#include "widgets/queue/queue_panel.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTreeView>
#include <QtTest>

using namespace isthmus::widgets;

namespace {

QList<QueueEntry> entries()
{
    return {{.id = 1, .name = "a", .settings = "seed=1", .state = QueueState::Done, .folder = "/runs/a-1"},
            {.id = 2, .name = "a", .settings = "seed=2", .state = QueueState::Running, .folder = "/runs/a-2"},
            {.id = 3, .name = "a", .settings = "seed=3", .state = QueueState::Waiting},
            {.id = 4, .name = "b", .settings = "", .state = QueueState::Waiting},
            {.id = 5, .name = "c", .settings = "", .state = QueueState::OnHold}};
}

}  // namespace

class QueuePanelTest final : public QObject {
    Q_OBJECT

    static QTreeView* table(QueuePanel& panel) { return panel.findChild<QTreeView*>(); }

    static void select(QueuePanel& panel, int row)
    {
        QTreeView* view = table(panel);
        const QRect place = view->visualRect(view->model()->index(row, QueueModel::NameColumn));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.center());
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }

    void rowsSayWhatTheyAre()
    {
        QueuePanel panel;
        panel.resize(900, 240);
        panel.setEntries(entries());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const QAbstractItemModel* model = table(panel)->model();
        QCOMPARE(model->rowCount(), 5);
        QCOMPARE(model->index(1, QueueModel::StateColumn).data().toString(), QStringLiteral("running"));
        QCOMPARE(model->index(4, QueueModel::StateColumn).data().toString(), QStringLiteral("on hold"));
        QCOMPARE(model->index(2, QueueModel::SettingsColumn).data().toString(), QStringLiteral("seed=3"));
        QVERIFY(panel.findChild<QAbstractButton*>(QStringLiteral("queue-continue"))->isVisible());
        QSignalSpy goOn(&panel, &QueuePanel::continueRequested);
        QTest::mouseClick(panel.findChild<QAbstractButton*>(QStringLiteral("queue-continue")), Qt::LeftButton);
        QCOMPARE(goOn.size(), 1);
        QList<QueueEntry> none = entries();
        none.removeLast();
        panel.setEntries(none);
        QVERIFY(!panel.findChild<QAbstractButton*>(QStringLiteral("queue-continue"))->isVisible());
    }

    void keysMoveWhatWaits()
    {
        QueuePanel panel;
        panel.resize(900, 240);
        panel.setEntries(entries());
        panel.show();
        panel.activateWindow();  // shortcuts are for the active window
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QSignalSpy moves(&panel, &QueuePanel::moveRequested);
        select(panel, 3);
        QTest::keyClick(table(panel), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(moves.takeFirst(), (QList<QVariant>{quint64{4}, 2}));
        QTest::keyClick(table(panel), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(moves.takeFirst(), (QList<QVariant>{quint64{4}, 5}));
        select(panel, 2);  // above it there is only what runs
        QTest::keyClick(table(panel), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(moves.size(), 0);
    }

    void deleteRemovesOrCancels()
    {
        QueuePanel panel;
        panel.resize(900, 240);
        panel.setEntries(entries());
        panel.show();
        panel.activateWindow();  // shortcuts are for the active window
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QSignalSpy removed(&panel, &QueuePanel::removeRequested);
        QSignalSpy cancelled(&panel, &QueuePanel::cancelRequested);
        select(panel, 3);
        QTest::keyClick(table(panel), Qt::Key_Delete);
        QCOMPARE(removed.takeFirst().first().value<QList<quint64>>(), QList<quint64>{4});
        select(panel, 1);
        QTest::keyClick(table(panel), Qt::Key_Delete);
        QCOMPARE(cancelled.takeFirst().first().toULongLong(), quint64{2});
        QCOMPARE(removed.size(), 0);
    }

    void theSelectionFollowsItsRow()
    {
        QueuePanel panel;
        panel.resize(900, 240);
        panel.setEntries(entries());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        select(panel, 3);
        QList<QueueEntry> moved = entries();
        moved.swapItemsAt(2, 3);
        panel.setEntries(moved);
        const QModelIndexList rows = table(panel)->selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().row(), 2);
    }

    void onlyWhatWaitsCanBeDragged()
    {
        QueueModel model;
        model.setEntries(entries());
        QVERIFY(!(model.flags(model.index(0, 0)) & Qt::ItemIsDragEnabled));
        QVERIFY(!(model.flags(model.index(1, 0)) & Qt::ItemIsDragEnabled));
        QVERIFY(model.flags(model.index(3, 0)) & Qt::ItemIsDragEnabled);
        QSignalSpy moves(&model, &QueueModel::moveRequested);
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(4, 0)}));
        QVERIFY(!model.dropMimeData(data.get(), Qt::MoveAction, 2, 0, {}));  // the queue moves it
        QCOMPARE(moves.takeFirst(), (QList<QVariant>{quint64{5}, 2}));
    }

    void aDoubleClickShowsTheRun()
    {
        QueuePanel panel;
        panel.resize(900, 240);
        panel.setEntries(entries());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy opened(&panel, &QueuePanel::openRequested);
        select(panel, 0);
        QTreeView* view = table(panel);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 1)).center());
        QCOMPARE(opened.takeFirst().first().toString(), QStringLiteral("/runs/a-1"));
    }
};

QTEST_MAIN(QueuePanelTest)
#include "tst_queue_panel.moc"
