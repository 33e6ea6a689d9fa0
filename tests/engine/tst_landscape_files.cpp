// The files of landscapes, read back by others: NumPy through Python, HDF5 by its own library, JSON and CSV here.
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/runs/files.h"
#include "tests/support/hdf5_file.h"
#include "tests/support/small_landscapes.h"

#include <QtTest>

using namespace isthmus::engine;
using namespace isthmus::tests;

namespace {

constexpr LandscapeMetric both = LandscapeMetric::Both;

/// Prints the arrays of a .npz as JSON: type, shape and values, NaN as null.
constexpr const char* printArrays = R"(
import json, sys
import numpy
def plain(value):
    if isinstance(value, list):
        return [plain(item) for item in value]
    return None if value != value else value
with numpy.load(sys.argv[1], allow_pickle=False) as arrays:
    print(json.dumps({name: {"type": array.dtype.kind, "shape": array.shape, "values": plain(array.tolist())}
                      for name, array in arrays.items()}))
)";

QByteArray python(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? process.readAllStandardOutput()
               : QByteArray();
}

/// The system's Python is asked too: one of the user's own may come before it and have no NumPy.
QString pythonWithNumpy()
{
    for (const char* program : {"python3", "/usr/bin/python3"})
        if (python(program, {"-c", "import numpy; print('here')"}).startsWith("here"))
            return program;
    return {};
}

}  // namespace

class LandscapeFilesTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path path(const std::string& name) const { return folder_.path().toStdString() + "/" + name; }

    template <typename Chart>
    std::string written(const std::string& name, const Chart& chart, LandscapeMetric metric = both) const
    {
        writeLandscape(path(name), chart, metric);
        return readFile(path(name));
    }

    template <typename Chart>
    Json arrays(const QString& program, const Chart& chart) const
    {
        written("chart.npz", chart);
        const QByteArray out = python(program, {"-c", printArrays, QString::fromStdString(path("chart.npz"))});
        return Json::parse(out.toStdString(), nullptr, false);
    }

private Q_SLOTS:
    void csv()
    {
        QCOMPARE(written("plane.csv", smallPlane(), LandscapeMetric::Loss),
                 std::string("x,y,task_1_loss,task_1_train_loss,task_2_loss\n-0.5,0.0,1000.0,2000.0,3000.0\n"
                             "0.0,0.0,1001.0,2001.0,3001.0\n0.5,0.0,1002.0,2002.0,3002.0\n-0.5,0.25,1003.0,2003.0,3003.0\n"
                             "0.0,0.25,1004.0,2004.0,3004.0\n"));
        QVERIFY(written("plane.csv", smallPlane(), LandscapeMetric::Accuracy)
                    .starts_with("x,y,task_1_accuracy,task_1_train_accuracy,task_2_accuracy,task_2_class_3_accuracy,"
                                 "task_2_class_7_accuracy\n-0.5,0.0,0.0,0.25,0.5,0.0,1.0\n"));
        QVERIFY(written("line.csv", smallLine())
                    .starts_with("t,task_1_loss,task_1_accuracy,task_3_loss,task_3_accuracy\n"
                                 "0.0,1.0,0.5,3.0,0.0\n0.25,,,2.5,0.125\n"));
        LandscapeGrid volume = smallVolume();
        volume.tasks[0].loss[1] = std::numeric_limits<double>::infinity();
        QVERIFY(written("volume.csv", volume, LandscapeMetric::Loss)
                    .starts_with("x,y,z,task_4_loss\n0.0,-1.0,2.0,1000.0\n1.0,-1.0,2.0,inf\n0.0,0.0,2.0,1002.0\n"));
        QVERIFY(written("volume.csv", volume).ends_with("\n1.0,1.0,3.5,1023.0,0.5\n"));
    }

    void json()
    {
        const Json plane = Json::parse(written("plane.json", smallPlane()));
        QCOMPARE(plane.at("chart").get<std::string>(), std::string("plane"));
        QCOMPARE(plane.at("x").dump(), std::string("[-0.5,0.0,0.5]"));
        QVERIFY(!plane.contains("z"));
        QCOMPARE(plane.at("labels")[0].get<std::string>(), std::string("along task-02 − task-01"));
        QCOMPARE(plane.at("path").dump(), std::string("[1,0]"));
        QCOMPARE(plane.at("notes").size(), std::size_t{1});
        QCOMPARE(plane.at("anchors")[1].dump(),
                 std::string(R"({"name":"läufe/β","x":0.5,"y":0.25,"residual":0.125,"spans":false,"loss":[3.0,3.5,4.0],)"
                             R"("accuracy":[0.3,0.35,0.4]})"));
        const Json& tasks = plane.at("tasks");
        QCOMPARE(tasks[0].at("loss").dump(), std::string("[[1000.0,1001.0,1002.0],[1003.0,1004.0,null]]"));
        QCOMPARE(tasks[1].at("split").get<std::string>(), std::string("train"));
        QCOMPARE(tasks[2].at("loss_error")[1][0].get<double>(), 3003.0 / 1024.0);
        QCOMPARE(tasks[2].at("classes").dump(), std::string("[3,7]"));
        QCOMPARE(tasks[2].at("class_accuracy")[1].dump(), std::string("[[1.0,0.875,0.75],[0.625,0.5,null]]"));
        QVERIFY(!tasks[0].contains("classes"));

        const Json volume = landscapeJson(smallVolume(), LandscapeMetric::Loss);
        QCOMPARE(volume.at("tasks")[0].at("loss").size(), std::size_t{4});
        QCOMPARE(volume.at("tasks")[0].at("loss")[3][2].dump(), std::string("[1022.0,1023.0]"));
        QVERIFY(!volume.at("tasks")[0].contains("accuracy") && !volume.at("tasks")[0].contains("loss_error"));
        QCOMPARE(volume.at("anchors")[0].at("z").get<double>(), 2.5);

        LandscapeLine line = smallLine();
        line.anchors[0].name = "not \xff UTF-8";
        const Json read = Json::parse(written("line.json", line));
        QCOMPARE(read.at("tasks")[0].at("loss").dump(), std::string("[1.0,null,3.0,4.0,5.0]"));
        QCOMPARE(read.at("tasks")[0].at("barrier").get<double>(), 0.75);
    }

    void numpy()
    {
        const QString program = pythonWithNumpy();
        if (program.isEmpty())
            QSKIP("No python3 with NumPy is here: the .npz is not read back (Debian: python3-numpy)");
        const Json plane = arrays(program, smallPlane());
        QVERIFY2(plane.is_object(), "numpy.load did not read it");
        const auto values = [&plane](const char* name) { return plane.at(name).at("values").dump(); };
        QCOMPARE(values("chart"), std::string("\"plane\""));
        QCOMPARE(values("y"), std::string("[0.0,0.25]"));
        QCOMPARE(plane.at("losses").at("shape").dump(), std::string("[3,2,3]"));
        QCOMPARE(plane.at("losses").at("values")[1].dump(), std::string("[[2000.0,2001.0,2002.0],[2003.0,2004.0,null]]"));
        QCOMPARE(plane.at("accuracies").at("values")[2][1][0].get<double>(), 0.5 + 3.0 / 64.0);
        QCOMPARE(plane.at("loss_errors").at("values")[0][0][2].get<double>(), 1002.0 / 1024.0);
        QCOMPARE(values("tasks"), std::string("[1,1,2]"));
        QCOMPARE(values("splits"), std::string(R"(["test","train","test"])"));
        QCOMPARE(values("anchor_names"), std::string(R"(["task-01","läufe/β"])"));
        QCOMPARE(values("anchor_places"), std::string("[[0.0,0.0],[0.5,0.25]]"));
        QCOMPARE(values("anchor_losses"), std::string("[[1.0,1.5,2.0],[3.0,3.5,4.0]]"));
        QCOMPARE(values("residuals"), std::string("[0.0,0.125]"));
        QCOMPARE(values("spans"), std::string("[true,false]"));
        QCOMPARE(values("path"), std::string("[1,0]"));
        QCOMPARE(values("there"), std::string("[[true,true,true],[true,true,false]]"));
        QCOMPARE(values("labels"), std::string(R"(["along task-02 − task-01","across"])"));
        QCOMPARE(values("samples"), std::string("200"));
        QCOMPARE(values("task_2_classes"), std::string("[3,7]"));
        QCOMPARE(plane.at("task_2_class_accuracies").at("shape").dump(), std::string("[2,2,3]"));

        const Json volume = arrays(program, smallVolume());
        QCOMPARE(volume.at("losses").at("values")[0][3][2].dump(), std::string("[1022.0,1023.0]"));
        QCOMPARE(volume.at("path").at("shape").dump(), std::string("[0]"));
        QVERIFY(!volume.contains("loss_errors"));

        LandscapeLine names = smallLine();
        names.anchors[0].name = "\xf0\x9f\x8f\x9d \xff\xc0\x80";
        const Json line = arrays(program, names);
        QCOMPARE(line.at("losses").at("values")[0].dump(), std::string("[1.0,null,3.0,4.0,5.0]"));
        QCOMPARE(line.at("t").at("values")[3].get<double>(), 0.75);
        QCOMPARE(line.at("barriers").at("values").dump(), std::string("[0.75,0.0]"));
        QCOMPARE(line.at("anchor_names").at("values")[0].get<std::string>(), std::string("🏝 \uFFFD\uFFFD\uFFFD"));
    }

    void hdf5()
    {
        written("plane.h5", smallPlane());
        const Hdf5File plane(path("plane.h5"));
        QCOMPARE(plane.values("xcoordinates"), (std::vector<double>{-0.5, 0.0, 0.5}));
        QCOMPARE(plane.values("ycoordinates"), (std::vector<double>{0.0, 0.25}));
        QCOMPARE(plane.shape("test_loss"), (std::vector<hsize_t>{2, 3}));  // a row for each y
        QCOMPARE(plane.values("test_loss")[3], 2003.0);                    // the mean of tasks 1 and 2
        QVERIFY(std::isnan(plane.values("test_loss")[5]));
        QCOMPARE(plane.values("train_loss")[4], 2004.0);
        QCOMPARE(plane.values("train_acc")[4], 100.0 * (0.25 + 4.0 / 64.0));
        QCOMPARE(plane.values("test_acc")[0], 25.0);
        QCOMPARE(plane.values("task_2/test_loss")[2], 3002.0);
        QCOMPARE(plane.values("task_1/train_loss_error")[0], 2000.0 / 1024.0);
        QCOMPARE(plane.shape("task_2/test_class_acc"), (std::vector<hsize_t>{2, 2, 3}));
        QCOMPARE(plane.values("task_2/test_class_acc")[1], 12.5);
        QCOMPARE(plane.values("task_1/train_anchor_loss"), (std::vector<double>{1.5, 3.5}));
        QCOMPARE(plane.values("anchors/places"), (std::vector<double>{0.0, 0.0, 0.5, 0.25}));
        QCOMPARE(plane.values("anchors/path"), (std::vector<double>{1.0, 0.0}));
        QCOMPARE(plane.texts("chart"), std::vector<std::string>{"plane"});
        QCOMPARE(plane.texts("labels"), (std::vector<std::string>{"along task-02 − task-01", "across"}));
        QCOMPARE(plane.texts("notes"), smallPlane().notes);
        QCOMPARE(plane.dated(), 0);

        written("volume.h5", smallVolume(), LandscapeMetric::Loss);
        const Hdf5File volume(path("volume.h5"));
        QCOMPARE(volume.shape("task_4/test_loss"), (std::vector<hsize_t>{4, 3, 2}));
        QVERIFY(volume.has("test_loss") && !volume.has("test_acc") && !volume.has("train_loss"));
        QCOMPARE(volume.values("zcoordinates")[1], 2.5);
        QCOMPARE(volume.shape("anchors/path"), std::vector<hsize_t>{0});

        written("line.h5", smallLine());
        const Hdf5File line(path("line.h5"));
        QCOMPARE(line.values("xcoordinates"), smallLine().t);
        QCOMPARE(line.values("test_loss")[2], 2.5);
        QCOMPARE(line.values("task_3/test_acc"), (std::vector<double>{0.0, 12.5, 25.0, 50.0, 100.0}));
    }

    void spreadsOverDraws()
    {
        QVERIFY(written("draws.csv", drawnPlane(), LandscapeMetric::Loss)
                    .starts_with("x,y,task_1_loss,task_1_train_loss,task_2_loss,task_1_loss_spread,task_1_train_loss_spread,"
                                 "task_2_loss_spread,draws\n-0.5,0.0,1000.0,2000.0,3000.0,62.5,125.0,187.5,3.0\n"));
        QVERIFY(written("draws.csv", drawnLine())
                    .starts_with("t,task_1_loss,task_1_accuracy,task_3_loss,task_3_accuracy,task_1_loss_spread,"
                                 "task_1_accuracy_spread,task_3_loss_spread,task_3_accuracy_spread,draws\n"
                                 "0.0,1.0,0.5,3.0,0.0,0.0625,0.015625,0.1875,0.0,3.0\n"));

        const Json plane = Json::parse(written("draws.json", drawnPlane()));
        QCOMPARE(plane.at("draws").get<int>(), 3);
        QCOMPARE(plane.at("tasks")[1].at("loss_spread")[1][0].get<double>(), 2003.0 / 16.0);
        QCOMPARE(plane.at("tasks")[2].at("accuracy_spread")[0][1].get<double>(), (0.5 + 1.0 / 64.0) / 32.0);
        QVERIFY(!plane.at("tasks")[0].contains("loss_error"));
        const Json line = Json::parse(written("draws.json", drawnLine()));
        QCOMPARE(line.at("draws").get<int>(), 3);
        QCOMPARE(line.at("tasks")[1].at("loss_spread")[4].get<double>(), 1.0 / 16.0);
        QVERIFY(!Json::parse(written("one.json", smallLine())).contains("draws"));

        written("draws.h5", drawnPlane());
        const Hdf5File hdf5(path("draws.h5"));
        QCOMPARE(hdf5.values("task_2/test_loss_spread")[1], 3001.0 / 16.0);
        QCOMPARE(hdf5.values("task_2/test_acc_spread")[0], 100.0 * 0.5 / 32.0);
        QVERIFY(hdf5.hasAttribute("draws") && !hdf5.has("task_1/test_loss_error"));
        written("draws-line.h5", drawnLine());
        QCOMPARE(Hdf5File(path("draws-line.h5")).shape("task_3/test_loss_spread"), std::vector<hsize_t>{5});

        const QString program = pythonWithNumpy();
        if (program.isEmpty())
            QSKIP("no Python with NumPy");
        const Json arrays = this->arrays(program, drawnPlane());
        QCOMPARE(arrays.at("draws").at("values").get<int>(), 3);
        QCOMPARE(arrays.at("loss_spreads").at("values")[2][0][1].get<double>(), 3001.0 / 16.0);
        QCOMPARE(arrays.at("accuracy_spreads").at("shape").dump(), std::string("[3,2,3]"));
        QVERIFY(!arrays.contains("loss_errors"));
    }

    void theSameValuesAreTheSameBytes()
    {
        for (const LandscapeFormat& format : landscapeFormats()) {
            QVERIFY2(format.grid(smallPlane(), both) == format.grid(smallPlane(), both), format.ending.data());
            LandscapeGrid other = smallPlane();
            other.tasks[2].loss[4] += 1.0;
            QVERIFY2(format.grid(smallPlane(), both) != format.grid(other, both), format.ending.data());
        }
    }

    void theEndingNamesTheFormat()
    {
        std::filesystem::create_directory(path("parts"));
        written("parts/new/plane.json", smallPlane());
        QCOMPARE(QDir(folder_.filePath("parts/new")).entryList(QDir::Files), QStringList{"plane.json"});
        requireLandscapeFormat("plane.vti");
        requireLandscapeFormat("volume.vti", 3);

        const auto refusal = [](const std::filesystem::path& file, int dimensions) -> std::string {
            try {
                requireLandscapeFormat(file, dimensions);
            } catch (const Error& error) {
                return error.kind() == Error::Kind::BadInput ? error.what() : "of another kind";
            }
            return "";
        };
        QCOMPARE(refusal("line.png", 1), std::string("line.png: a landscape is written as .csv, .json, .npz, .vtp, .vti or .h5"));
        QCOMPARE(refusal("line.vti", 1),
                 std::string("line.vti: .vti cannot hold a line; it is written as .csv, .json, .npz, .vtp or .h5"));
        QCOMPARE(refusal("a.vtp", 3), std::string("a.vtp: .vtp cannot hold a grid of 3 dimensions; it is written as .csv, .json, "
                                                  ".npz, .vti or .h5"));
        QVERIFY_EXCEPTION_THROWN(requireLandscapeFormat("plane"), Error);
        QVERIFY_EXCEPTION_THROWN(written("line.vti", smallLine()), Error);
        QVERIFY_EXCEPTION_THROWN(written("volume.vtp", smallVolume()), Error);
        QVERIFY(!std::filesystem::exists(path("line.vti")) && !std::filesystem::exists(path("volume.vtp")));
    }
};

QTEST_GUILESS_MAIN(LandscapeFilesTest)
#include "tst_landscape_files.moc"
