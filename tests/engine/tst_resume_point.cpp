// What a run goes on from, beside the state of its method.
#include "engine/runs/resume_point.h"

#include "engine/runs/session.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

using namespace isthmus::engine;

class ResumePointTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)).toStdString(); }

private Q_SLOTS:
    /// Steps of a phase that moves no weight count in the phase alone.
    void aPhaseMayBeLongerThanTheRunSoFar()
    {
        ResumePoint point;
        point.position = {.task = 1, .phase = 1, .begun = true, .phaseStep = 42, .step = 1};
        point.experiment = "{}";
        writeResumePoint(path("resume.safetensors"), point);
        QCOMPARE(readResumePoint(path("resume.safetensors")).position.phaseStep, 42);
    }

    /// Networks that are kept to be probed are looked at like the rest; sound ones are probed, and the run goes on to its end.
    void probesOfAnotherRunAreRefused()
    {
        std::stop_source source;
        SessionListener listener;
        listener.onWeights = [&](const auto&) { source.request_stop(); };
        Session session(Experiment(isthmus::tests::smallExperiment()), "", path("runs"), listener);
        session.control().requestWeights();
        const RunOutcome stopped = session.run(source.get_token());
        QCOMPARE(stopped.state, RunState::Stopped);

        const std::filesystem::path file = stopped.folder / "resume.safetensors";
        const ResumePoint point = readResumePoint(file);
        const std::int64_t step = point.position.step;
        const at::Tensor network = point.method.at("vertices")[0].clone();
        const auto resumedWith = [&](std::int64_t atStep, const at::Tensor& member) {
            ResumePoint changed = point;
            changed.dueProbes = {{atStep, {member}}};
            writeResumePoint(file, changed);
            return Session::resume(stopped.folder, {}, "", {}).run({});
        };
        for (const RunOutcome& outcome :
             {resumedWith(step + 1, network), resumedWith(-1, network), resumedWith(step, network.slice(0, 1)),
              resumedWith(step, network.to(at::kDouble)), resumedWith(step, network / 0.0)}) {
            QCOMPARE(outcome.kind, Error::Kind::BadInput);
            QVERIFY2(outcome.message.find("resume.safetensors: holds a probe") != std::string::npos, outcome.message.c_str());
        }
        QCOMPARE(resumedWith(step, network).state, RunState::Done);
    }
};

QTEST_GUILESS_MAIN(ResumePointTest)
#include "tst_resume_point.moc"
