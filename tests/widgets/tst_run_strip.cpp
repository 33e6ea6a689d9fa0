#include "widgets/run/progress_line.h"
#include "widgets/run/reserved_label.h"
#include "widgets/run/run_strip.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/theme.h"

#include <QSet>
#include <QtTest>

using namespace isthmus;
using engine::RunState;
using widgets::ReservedLabel;

namespace {

engine::RunSnapshot running()
{
    engine::RunSnapshot snapshot;
    snapshot.state = RunState::Running;
    snapshot.progress = {.task = 7,
                         .tasks = 20,
                         .phase = "connect",
                         .phaseStep = 122,
                         .phaseSteps = 200,
                         .step = 500,
                         .steps = 2000,
                         .stepsPerSecond = 3480.0,
                         .secondsLeft = 125.0};
    return snapshot;
}

engine::RunSnapshotPtr shared(const engine::RunSnapshot& snapshot) { return std::make_shared<engine::RunSnapshot>(snapshot); }

/// Left edges and widths of every part.
QList<QRect> places(const QWidget& strip)
{
    QList<QRect> rects;
    for (const QWidget* part : strip.findChildren<QWidget*>())
        rects += part->geometry();
    return rects;
}

QImage picture(QWidget& widget) { return widget.grab().toImage().convertToFormat(QImage::Format_RGB32); }

}  // namespace

class TestRunStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereTheRunIsAndHowFast()
    {
        widgets::RunStrip strip;
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        strip.setSnapshot(shared(running()));
        QCOMPARE(strip.findChild<ReservedLabel*>(QStringLiteral("place"))->shownText(),
                 QStringLiteral("task 7 / 20 · connect · 61\u202f%"));
        QCOMPARE(strip.findChild<ReservedLabel*>(QStringLiteral("speed"))->shownText(),
                 QStringLiteral("3\u202f480\u202fsteps/s · 2\u202fmin 05\u202fs left"));
        QCOMPARE(strip.findChild<widgets::ProgressLine*>()->share(), 0.25);
        QCOMPARE(strip.findChild<widgets::StateChip*>()->accessibleName(), QStringLiteral("State: running"));
    }

    void saysOnlyWhatIsKnown()
    {
        widgets::RunStrip strip;
        const auto* place = strip.findChild<ReservedLabel*>(QStringLiteral("place"));
        const auto* speed = strip.findChild<ReservedLabel*>(QStringLiteral("speed"));
        QCOMPARE(strip.findChild<widgets::StateChip*>()->accessibleName(), QStringLiteral("State: idle"));
        QVERIFY(place->text().isEmpty() && speed->text().isEmpty());
        engine::RunSnapshot snapshot = running();
        snapshot.progress.secondsLeft = -1.0;
        snapshot.progress.phase.clear();
        snapshot.progress.phaseSteps = 0;
        strip.setSnapshot(shared(snapshot));
        QCOMPARE(place->text(), QStringLiteral("task 7 / 20"));
        QCOMPARE(speed->text(), QStringLiteral("3\u202f480\u202fsteps/s"));
        snapshot.state = RunState::Paused;
        strip.setSnapshot(shared(snapshot));
        QCOMPARE(speed->text(), QString());  // a paused run has no speed
        strip.setSnapshot(nullptr);
        QVERIFY(place->text().isEmpty());
        QCOMPARE(strip.findChild<widgets::ProgressLine*>()->share(), 0.0);
    }

    void nothingMovesWhateverItSays()
    {
        widgets::RunStrip strip;
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        const QList<QRect> before = places(strip);
        const QSize size = strip.sizeHint();
        engine::RunSnapshot snapshot = running();
        snapshot.progress.task = 120;
        snapshot.progress.tasks = 120;
        snapshot.progress.stepsPerSecond = 123456.0;
        snapshot.message = "a message of some length that cannot stand in the strip as a whole, whatever the font";
        for (int state = 0; state <= static_cast<int>(RunState::Failed); ++state) {
            snapshot.state = static_cast<RunState>(state);
            strip.setSnapshot(shared(snapshot));
            QCOMPARE(strip.sizeHint(), size);
            QCOMPARE(places(strip), before);
        }
    }

    void saysWhichOfSeveralSeedsItIs()
    {
        widgets::RunStrip strip;
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        const auto* series = strip.findChild<ReservedLabel*>(QStringLiteral("series"));
        QVERIFY(!series->isVisible());
        strip.setSnapshot(shared(running()));
        strip.setSeries({7, 1234, 9}, 1);
        QVERIFY(series->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(series->shownText(), QStringLiteral("seed 7 (1 of 3)"));
        const QList<QRect> before = places(strip);
        strip.setSeries({7, 1234, 9}, 2);  // the longest: nothing moves
        QCOMPARE(series->shownText(), QStringLiteral("seed 1234 (2 of 3)"));
        QCoreApplication::processEvents();
        QCOMPARE(places(strip), before);
        strip.setSeries({7}, 1);
        QVERIFY(!series->isVisible());
    }

    void whyARunEndedIsThereInFull()
    {
        widgets::RunStrip strip;
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        const auto* speed = strip.findChild<ReservedLabel*>(QStringLiteral("speed"));
        engine::RunSnapshot snapshot = running();
        snapshot.state = RunState::Diverged;
        snapshot.message = "the loss left the finite numbers at step 3120 of task 7: lower the learning rate";
        strip.setSnapshot(shared(snapshot));
        QVERIFY(speed->shownText().startsWith(QStringLiteral("the loss left")));
        QVERIFY(speed->shownText().endsWith(QStringLiteral("…")));
        QCOMPARE(speed->toolTip(), QString::fromStdString(snapshot.message));
        QCOMPARE(strip.findChild<widgets::StateChip*>()->toolTip(), QString::fromStdString(snapshot.message));
        snapshot.state = RunState::Failed;
        snapshot.message = "disk full";
        strip.setSnapshot(shared(snapshot));
        QCOMPARE(speed->shownText(), QStringLiteral("disk full"));
        QCOMPARE(speed->toolTip(), QString());
    }

    void everyStateHasItsOwnWordAndDrawing()
    {
        QSet<QString> words;
        QSet<QString> drawings;
        for (int state = 0; state <= static_cast<int>(RunState::Failed); ++state) {
            const auto each = static_cast<RunState>(state);
            words += widgets::stateWord(each);
            drawings += widgets::stateIcon(each);
            QCOMPARE(widgets::stateWord(each), QString::fromLatin1(engine::name(each)));
            QVERIFY2(QFile::exists(QStringLiteral(":/isthmus/icons/%1.svg").arg(widgets::stateIcon(each))), engine::name(each));
        }
        QCOMPARE(words.size(), 9);
        QCOMPARE(drawings.size(), 9);
    }

    void thePaintedChipFollowsStateAndScheme()
    {
        widgets::StateChip chip;
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
        chip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chip));
        chip.setState(RunState::Running);
        const QImage light = picture(chip);
        chip.setState(RunState::Failed);
        QVERIFY(picture(chip) != light);
        chip.setState(RunState::Running);
        QCOMPARE(picture(chip), light);
        widgets::applyTheme(*qApp, widgets::Scheme::Dark);
        QCoreApplication::processEvents();  // windows hear of it through an event
        QVERIFY(picture(chip) != light);
        QVERIFY(qGray(picture(chip).pixel(chip.width() - 3, chip.height() / 2)) < 100);
    }
};

QTEST_MAIN(TestRunStrip)
#include "tst_run_strip.moc"
