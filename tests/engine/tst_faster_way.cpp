// Which of two ways is chosen, on times that are made up.
#include "engine/subspaces/faster_way.h"

#include <functional>
#include <QtTest>

using isthmus::engine::FasterWay;
using namespace std::chrono_literals;

namespace {

/// Takes steps in the way that is asked for, each as long as `takes` says, and counts those done in the second way.
class Steps {
public:
    using Takes = std::function<std::chrono::nanoseconds(int step, bool second)>;

    explicit Steps(int together = 1) : together_(together) {}

    int inSecondWay(int steps, const Takes& takes)
    {
        int second = 0;
        for (int k = 0; k < steps; k += together_) {
            const bool chosen = way_.second(now_, together_);
            for (const int end = step_ + together_; step_ < end; ++step_) {
                second += chosen ? 1 : 0;
                now_ += takes(step_, chosen);
            }
        }
        return second;
    }

private:
    int together_;
    FasterWay way_;
    FasterWay::Time now_{};
    int step_ = 0;
};

constexpr int turn = FasterWay::stepsOfTurn;
constexpr int bothTried = 2 * FasterWay::turnsThatCount * turn;  // steps in which both are tried
constexpr int cycle = FasterWay::turnsToTrial * turn;            // steps from trial to trial, when they have become rare
constexpr int settling = 2 * cycle;                              // steps in which they become rare, at most

Steps::Takes lasting(std::chrono::nanoseconds first, std::chrono::nanoseconds second)
{
    return [=](int, bool inSecond) { return inSecond ? second : first; };
}

}  // namespace

class TestFasterWay : public QObject {
    Q_OBJECT

private slots:
    void bothAreTriedAndTheFasterOneStays()
    {
        Steps faster;
        QCOMPARE(faster.inSecondWay(bothTried, lasting(200us, 140us)), bothTried / 2);
        faster.inSecondWay(settling, lasting(200us, 140us));
        QCOMPARE(faster.inSecondWay(10 * cycle, lasting(200us, 140us)), 10 * (cycle - turn));
        Steps slower;
        QCOMPARE(slower.inSecondWay(bothTried, lasting(200us, 550us)), bothTried / 2);
        slower.inSecondWay(settling, lasting(200us, 550us));
        QCOMPARE(slower.inSecondWay(10 * cycle, lasting(200us, 550us)), 10 * turn);
    }

    void whatHardlyGainsIsNotChosen()
    {
        Steps steps;
        steps.inSecondWay(bothTried + settling, lasting(200us, 195us));
        QCOMPARE(steps.inSecondWay(cycle, lasting(200us, 195us)), turn);
    }

    /// A second way that has become slow is left within three turns; one that has become fast is found by the next trial, which
    /// lasts for two turns then.
    void theChoiceFollowsTheMachine()
    {
        Steps steps;
        steps.inSecondWay(bothTried + settling, lasting(200us, 140us));
        QVERIFY(steps.inSecondWay(4 * turn, lasting(200us, 550us)) <= 3 * turn);
        steps.inSecondWay(settling, lasting(200us, 550us));
        QCOMPARE(steps.inSecondWay(cycle, lasting(200us, 550us)), turn);
        QVERIFY(steps.inSecondWay(cycle + 3 * turn, lasting(200us, 140us)) >= 3 * turn);
        QVERIFY(steps.inSecondWay(cycle, lasting(200us, 140us)) >= cycle - 3 * turn);
    }

    /// Slow turns of the better way, and it is left; some turns later it is back, not after a whole cycle.
    void aBadMomentIsSoonForgotten()
    {
        Steps steps;
        steps.inSecondWay(bothTried + settling, lasting(200us, 140us));
        QVERIFY(steps.inSecondWay(3 * turn, lasting(200us, 400us)) <= 3 * turn);
        QCOMPARE(steps.inSecondWay(turn, lasting(200us, 140us)), 0);
        steps.inSecondWay(FasterWay::turnsToFirstTrial * turn, lasting(200us, 140us));
        QCOMPARE(steps.inSecondWay(3 * turn, lasting(200us, 140us)), 3 * turn);
    }

    /// Of steps that are taken together, the first few are not timed and the next few make a turn: a choice made in a bad moment
    /// stays for as few steps as one of steps alone.
    void stepsTakenTogetherCountAsSoMany()
    {
        constexpr int eight = 8;
        constexpr int both = 2 * eight;  // not timed, timed
        Steps steps(eight);
        const auto slowAtFirst = [&](int step, bool second) { return step % both < eight ? 900us : second ? 140us : 200us; };
        QCOMPARE(steps.inSecondWay(2 * FasterWay::turnsThatCount * both, slowAtFirst), FasterWay::turnsThatCount * both);
        QCOMPARE(steps.inSecondWay(FasterWay::turnsToFirstTrial * both, slowAtFirst), FasterWay::turnsToFirstTrial * both);
        QCOMPARE(steps.inSecondWay(both, slowAtFirst), 0);
        QCOMPARE(steps.inSecondWay(both, slowAtFirst), both);
    }

    /// Steps of another kind, all of which take longer, leave the choice as it is but for some turns.
    void longerStepsDoNotDecide()
    {
        Steps steps;
        steps.inSecondWay(2 * cycle, lasting(200us, 140us));
        QVERIFY(steps.inSecondWay(cycle, lasting(800us, 500us)) >= cycle - 6 * FasterWay::stepsOfTurn);
        QCOMPARE(steps.inSecondWay(cycle, lasting(800us, 500us)), cycle - FasterWay::stepsOfTurn);
    }

    /// A task's end within a turn, a checkpoint or another program's moment, lengthens one turn.
    void oneLongStepDoesNotDecide()
    {
        for (int at = 0; at < bothTried; ++at) {
            Steps steps;
            steps.inSecondWay(bothTried, [at](int step, bool second) { return step == at ? 5s : second ? 140us : 200us; });
            QCOMPARE(steps.inSecondWay(1, lasting(200us, 140us)), 1);
        }
    }

    /// The first steps after a change, in which a thread wakes and caches fill, are not held against a way.
    void theFirstStepsOfATurnDoNotCount()
    {
        Steps steps;
        steps.inSecondWay(bothTried, [](int step, bool second) {
            return second ? step % FasterWay::stepsOfTurn < FasterWay::stepsToSettle ? 900us : 140us : 200us;
        });
        QCOMPARE(steps.inSecondWay(1, lasting(200us, 140us)), 1);
    }
};

QTEST_GUILESS_MAIN(TestFasterWay)
#include "tst_faster_way.moc"
