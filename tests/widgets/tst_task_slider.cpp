#include "widgets/landscape/task_slider.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

using isthmus::widgets::TaskSlider;

class TestTaskSlider : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        slider_ = std::make_unique<TaskSlider>();
        slider_->setTasks(5);
        slider_->setReached(5);
        slider_->resize(480, 60);
        slider_->show();
        QVERIFY(QTest::qWaitForWindowExposed(slider_.get()));
    }

    void cleanup() { slider_.reset(); }

    void beginsAtTheLastTaskReached()
    {
        QCOMPARE(slider_->task(), 5);
        QCOMPARE(slider_->findChild<QLabel*>()->text(), QStringLiteral("after task 5 of 5"));
        TaskSlider none;
        none.setTasks(5);
        QCOMPARE(none.task(), 0);
        QVERIFY(!none.findChild<QSlider*>()->isEnabled());
        QVERIFY(!none.findChild<QToolButton*>()->isEnabled());
    }

    void keysGoFromTaskToTask()
    {
        QSignalSpy chosen(slider_.get(), &TaskSlider::taskChosen);
        QTest::keyClick(bar(), Qt::Key_Left);
        QCOMPARE(chosen.takeFirst(), QVariantList{4});
        QTest::keyClick(bar(), Qt::Key_PageDown);
        QCOMPARE(chosen.takeFirst(), QVariantList{3});
        QTest::keyClick(bar(), Qt::Key_Home);
        QCOMPARE(chosen.takeFirst(), QVariantList{1});
        QTest::keyClick(bar(), Qt::Key_Left);
        QVERIFY(chosen.isEmpty());
        slider_->setTask(2);
        QCOMPARE(slider_->task(), 2);
        QVERIFY(chosen.isEmpty());
    }

    void tasksNotReachedCannotBeChosen()
    {
        slider_->setReached(3);
        QCOMPARE(slider_->task(), 3);
        QSignalSpy chosen(slider_.get(), &TaskSlider::taskChosen);
        QTest::keyClick(bar(), Qt::Key_Right);
        QTest::keyClick(bar(), Qt::Key_End);
        QCOMPARE(slider_->task(), 3);
        QCOMPARE(bar()->value(), 3);
        QVERIFY(chosen.isEmpty());
    }

    void followsARunOnlyAtItsEnd()
    {
        slider_->setReached(2);
        slider_->setReached(3);
        QCOMPARE(slider_->task(), 3);
        QTest::keyClick(bar(), Qt::Key_Home);
        slider_->setReached(4);
        QCOMPARE(slider_->task(), 1);
    }

    void playsToTheEndAndStops()
    {
        slider_->setPace(0);
        QTest::keyClick(bar(), Qt::Key_Home);
        QSignalSpy chosen(slider_.get(), &TaskSlider::taskChosen);
        QTest::mouseClick(play(), Qt::LeftButton);
        QVERIFY(slider_->isPlaying());
        QCOMPARE(play()->accessibleName(), QStringLiteral("Pause"));
        QTRY_VERIFY(!slider_->isPlaying());
        QCOMPARE(tasks(chosen), (QList<int>{2, 3, 4, 5}));
        QTest::keyClick(play(), Qt::Key_Space);  // at the end: once more from the beginning
        QTRY_VERIFY(!slider_->isPlaying());
        QCOMPARE(tasks(chosen), (QList<int>{2, 3, 4, 5, 1, 2, 3, 4, 5}));
    }

    void playingStopsAtTheButtonAndUnderTheHand()
    {
        slider_->setPace(3600000);  // nothing moves by itself
        QTest::mouseClick(play(), Qt::LeftButton);
        QTest::mouseClick(play(), Qt::LeftButton);
        QVERIFY(!slider_->isPlaying());
        QTest::mouseClick(play(), Qt::LeftButton);
        QTest::keyClick(bar(), Qt::Key_Right);
        QVERIFY(!slider_->isPlaying());
        QCOMPARE(slider_->task(), 2);
    }

private:
    QSlider* bar() const { return slider_->findChild<QSlider*>(); }
    QToolButton* play() const { return slider_->findChild<QToolButton*>(QStringLiteral("play")); }

    static QList<int> tasks(const QSignalSpy& chosen)
    {
        QList<int> tasks;
        for (const QVariantList& each : chosen)
            tasks += each.first().toInt();
        return tasks;
    }

    std::unique_ptr<TaskSlider> slider_;
};

QTEST_MAIN(TestTaskSlider)
#include "tst_task_slider.moc"
