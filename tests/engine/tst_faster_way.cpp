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

constexpr int trial = FasterWay::turns * FasterWay::stepsOfTurn;
constexpr int round = trial + FasterWay::stepsOfChoice;

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
        QCOMPARE(faster.inSecondWay(trial, lasting(200us, 140us)), trial / 2);
        QCOMPARE(faster.inSecondWay(FasterWay::stepsOfChoice, lasting(200us, 140us)), FasterWay::stepsOfChoice);
        Steps slower;
        QCOMPARE(slower.inSecondWay(trial, lasting(200us, 350us)), trial / 2);
        QCOMPARE(slower.inSecondWay(FasterWay::stepsOfChoice, lasting(200us, 350us)), 0);
    }

    void whatHardlyGainsIsNotChosen()
    {
        Steps steps;
        steps.inSecondWay(trial, lasting(200us, 195us));
        QCOMPARE(steps.inSecondWay(FasterWay::stepsOfChoice, lasting(200us, 195us)), 0);
    }

    void theChoiceIsMadeAnew()
    {
        Steps steps;
        steps.inSecondWay(round, lasting(200us, 140us));
        steps.inSecondWay(trial, lasting(200us, 350us));
        QCOMPARE(steps.inSecondWay(FasterWay::stepsOfChoice, lasting(200us, 350us)), 0);
        steps.inSecondWay(trial, lasting(200us, 140us));
        QCOMPARE(steps.inSecondWay(1, lasting(200us, 140us)), 1);
    }

    /// A task's end within a turn, a checkpoint or another program's moment, lengthens one turn of each way at most.
    void oneLongStepDoesNotDecide()
    {
        for (int at = 0; at < trial; ++at) {
            Steps steps;
            steps.inSecondWay(trial, [at](int step, bool second) { return step == at ? 5s : second ? 140us : 200us; });
            QCOMPARE(steps.inSecondWay(1, lasting(200us, 140us)), 1);
        }
    }

    /// The first steps after a change, in which a thread wakes and caches fill, are not held against a way.
    void theFirstStepsOfATurnDoNotCount()
    {
        Steps steps;
        steps.inSecondWay(trial, [](int step, bool second) {
            return second ? step % FasterWay::stepsOfTurn < FasterWay::stepsToSettle ? 900us : 140us : 200us;
        });
        QCOMPARE(steps.inSecondWay(1, lasting(200us, 140us)), 1);
    }
};

QTEST_GUILESS_MAIN(TestFasterWay)
#include "tst_faster_way.moc"
