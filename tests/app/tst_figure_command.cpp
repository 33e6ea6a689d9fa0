// isthmus-studio figure, as a user runs it: from runs to files, and from files to files where the runs are gone.
#include "tests/support/isthmus_program.h"
#include "tests/support/small_experiment.h"

#include <QDir>
#include <QtTest>

using namespace isthmus;
using tests::Finished;

namespace {

Finished figure(const QString& folder, const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), folder + QStringLiteral("/data"));
    environment.remove(QStringLiteral("DISPLAY"));  // it needs none
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral(STUDIO_PROGRAM), QStringList{QStringLiteral("figure")} + arguments);
    if (!process.waitForFinished(120000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void write(const QString& file, const std::string& text)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text.c_str());
}

}  // namespace

class FigureCommandTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QStringList runs_;  ///< by name, in folder_/runs

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    void describe(const char* name, const engine::Json& panels) const
    {
        write(path(name), engine::Json{{"page", {{"venue", "neurips"}}}, {"panels", panels}}.dump());
    }
    engine::Json written() const
    {
        engine::Json runs = engine::Json::array();
        for (const QString& run : runs_)
            runs.push_back("runs/" + run.toStdString());
        return runs;
    }

private Q_SLOTS:
    void initTestCase()
    {
        write(path("experiment.json"), tests::smallExperiment().dump());
        for (const char* method : {"sgd", "subspace_connectivity"}) {
            for (const char* seed : {"1", "2"}) {
                QStringList arguments{"run",    path("experiment.json"),
                                      "--seed", seed,
                                      "--out",  path("runs"),
                                      "--set",  QStringLiteral("name=%1-%2").arg(QLatin1String(method), QLatin1String(seed))};
                if (qstrcmp(method, "sgd") == 0)
                    arguments << "--set"
                              << "method={\"kind\":\"sgd\"}";
                const Finished done = tests::run(arguments);
                QVERIFY2(done.status == 0, done.err.constData());
                runs_ << QFileInfo(QString::fromUtf8(done.lastLine())).fileName();
            }
        }
    }

    void runsBecomeAFigure()
    {
        describe("figure.json", {{{"kind", "curves"}, {"runs", written()}, {"group_by", "method.kind"}},
                                 {{"kind", "accuracy_matrix"}, {"runs", {written()[2]}}}});
        const Finished done = figure(folder_.path(), {"figure.json", "--out", "figure.pdf"});
        QVERIFY2(done.status == 0, done.err.constData());
        QCOMPARE(done.lastLine(), QByteArray("figure.pdf"));
        QVERIFY2(done.err.contains("caption: (a) Average accuracy"), done.err.constData());
        const QByteArray pdf = tests::read(path("figure.pdf"));
        QVERIFY(pdf.contains("/MediaBox [0 0 396.000 "));
        QVERIFY(!pdf.contains("/Type3"));
        QCOMPARE(figure(folder_.path(), {"figure.json", "--out", "figure.svg"}).status, 0);
        const QByteArray svg = tests::read(path("figure.svg"));
        QVERIFY(svg.contains(">sgd</text>") && svg.contains(">subspace_connectivity</text>"));
        QVERIFY2(!svg.contains(folder_.path().toUtf8()), "a published figure says where its author keeps runs");
    }

    void landscapesAndTables()
    {
        describe("landscape.json",
                 {{{"kind", "landscape_line"}, {"runs", {written()[2]}}, {"chart", {{"resolution", 5}, {"samples", 50}}}}});
        const Finished done = figure(folder_.path(), {"landscape.json", "--out", "landscape.svg"});
        QVERIFY2(done.status == 0, done.err.constData());
        QVERIFY(tests::read(path("landscape.svg")).contains(">task 2</text>"));
        describe("table.json", {{{"kind", "table"}, {"runs", written()}, {"group_by", "method.kind"}}});
        QCOMPARE(figure(folder_.path(), {"table.json", "--out", "table.tex", "--set", "page.names=sgd = Plain SGD"}).status, 0);
        const QByteArray tex = tests::read(path("table.tex"));
        QVERIFY2(tex.contains("Plain SGD & ") && tex.contains("\\textbf{"), tex.constData());
    }

    void anExportedFigureIsDrawnAgainWithoutItsRuns()
    {
        const QByteArray drawn = tests::read(path("figure.svg"));
        QVERIFY(!drawn.isEmpty());
        Finished again = figure(folder_.path(), {"figure.pdf", "--out", "again.svg"});
        QVERIFY2(again.status == 0, again.err.constData());
        QVERIFY(!again.err.contains("changed") && !again.err.contains("no longer"));
        QCOMPARE(tests::read(path("again.svg")), drawn);

        QFile events(path("runs/") + runs_[0] + "/events.jsonl");
        QVERIFY(events.open(QIODevice::Append));
        events.write("\n");
        events.close();
        QVERIFY(QDir(path("runs/") + runs_[1]).removeRecursively());
        again = figure(folder_.path(), {"figure.pdf", "--out", "again.svg"});
        QCOMPARE(again.status, 0);
        QVERIFY2(again.err.contains(runs_[0].toUtf8() + ": has changed since the figure was made"), again.err.constData());
        QVERIFY2(again.err.contains(runs_[1].toUtf8() + ": is no longer there"), again.err.constData());
        QCOMPARE(tests::read(path("again.svg")), drawn);

        QCOMPARE(figure(folder_.path(), {"again.svg", "--out", "narrow.pdf", "--set", "page.venue=icml"}).status, 0);
        QVERIFY(tests::read(path("narrow.pdf")).contains("/MediaBox [0 0 234.000 "));
    }

    void aSurfaceNeedsNoDisplay()
    {
        describe("surface.json", {{{"kind", "landscape_surface"},
                                   {"runs", {written()[2]}},
                                   {"anchors", "init, task-01, task-02"},
                                   {"chart", {{"resolution", 7}, {"samples", 50}}}}});
        const Finished done = figure(folder_.path(), {"surface.json", "--out", "surface.pdf"});
        if (done.err.contains("EGL"))
            QSKIP("no OpenGL without a window here");
        QVERIFY2(done.status == 0, done.err.constData());
        QCOMPARE(figure(folder_.path(), {"surface.json", "--out", "surface.svg"}).status, 0);
        const Finished again = figure(folder_.path(), {"surface.pdf", "--out", "surface-again.svg"});
        QVERIFY2(again.status == 0, again.err.constData());
        QCOMPARE(tests::read(path("surface-again.svg")), tests::read(path("surface.svg")));
    }

    void mistakesGiveOneLine()
    {
        write(path("bad.json"), R"({"panels": [{"runs": ["nowhere"]}]})");
        const std::pair<QStringList, const char*> cases[] = {
            {{"bad.json", "--out", "a.pdf"}, "panels[0]: nowhere: there is no such run folder"},
            {{"missing.json", "--out", "a.pdf"}, "missing.json: cannot be read"},
            {{"figure.json", "--out", "a.docx"}, "a.docx: a figure's file ends in .pdf, .svg, .png or .tex"},
            {{"figure.pdf", "--out", "a.pdf", "--set", "page.venu=icml"}, "did you mean \"venue\"?"},
            {{"experiment.json", "--out", "a.pdf"}, "panels: must be a list with at least one panel"},
        };
        for (const auto& [arguments, message] : cases) {
            const Finished done = figure(folder_.path(), arguments);
            QCOMPARE(done.status, 2);
            QVERIFY2(done.lastError().contains(message), done.err.constData());
            QVERIFY(!QFile::exists(path("a.pdf")));
        }
    }
};

QTEST_GUILESS_MAIN(FigureCommandTest)
#include "tst_figure_command.moc"
