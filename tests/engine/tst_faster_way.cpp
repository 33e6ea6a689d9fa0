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

    int inSecondWay(int steps, const Takes& takes)
    {
        int second = 0;
        for (int k = 0; k < steps; ++k, ++step_) {
            const bool chosen = way_.second(now_);
            second += chosen ? 1 : 0;
            now_ += takes(step_, chosen);
        }
        return second;
    }

private:
    FasterWay way_;
    FasterWay::Time now_{};
    int step_ = 0;
};

constexpr int bothTried = 2 * FasterWay::turnsThatCount * FasterWay::stepsOfTurn;  // steps in which both are tried
constexpr int cycle = FasterWay::turnsToTrial * FasterWay::stepsOfTurn;

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
        QCOMPARE(faster.inSecondWay(10 * cycle, lasting(200us, 140us)), 10 * (cycle - FasterWay::stepsOfTurn));
        Steps slower;
        QCOMPARE(slower.inSecondWay(bothTried, lasting(200us, 550us)), bothTried / 2);
        QCOMPARE(slower.inSecondWay(10 * cycle, lasting(200us, 550us)), 10 * FasterWay::stepsOfTurn);
    }

    void whatHardlyGainsIsNotChosen()
    {
        Steps steps;
        steps.inSecondWay(bothTried, lasting(200us, 195us));
        QCOMPARE(steps.inSecondWay(cycle, lasting(200us, 195us)), FasterWay::stepsOfTurn);
    }

    /// A second way that has become slow is left within three turns; one that has become fast is found by the second trial.
    void theChoiceFollowsTheMachine()
    {
        Steps steps;
        steps.inSecondWay(3 * cycle + bothTried, lasting(200us, 140us));
        QVERIFY(steps.inSecondWay(cycle / 2, lasting(200us, 550us)) <= 3 * FasterWay::stepsOfTurn);
        steps.inSecondWay(3 * cycle, lasting(200us, 550us));
        QVERIFY(steps.inSecondWay(2 * cycle, lasting(200us, 140us)) >= 2 * FasterWay::stepsOfTurn);
        QCOMPARE(steps.inSecondWay(cycle, lasting(200us, 140us)), cycle - FasterWay::stepsOfTurn);
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
