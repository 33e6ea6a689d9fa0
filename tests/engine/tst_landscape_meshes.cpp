// The VTK files of landscapes, read back as XML.
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "tests/support/small_landscapes.h"

#include <QtTest>

#include <cmath>
#include <cstring>

using namespace isthmus::engine;
using namespace isthmus::tests;

namespace {

constexpr LandscapeMetric both = LandscapeMetric::Both;

/// A VTK XML file: attributes of elements and decoded arrays, by their names.
class Mesh {
public:
    explicit Mesh(const std::string& bytes) : xml_(QByteArray::fromStdString(bytes))
    {
        while (!xml_.atEnd()) {
            if (xml_.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QXmlStreamAttributes attributes = xml_.attributes();
            if (xml_.name() == QLatin1String("DataArray"))
                arrays_[attributes.value("Name").toString()] = {attributes.value("type").toString(),
                                                                QByteArray::fromBase64(xml_.readElementText().toLatin1())};
            else
                attributes_[xml_.name().toString()] = attributes;
        }
    }

    bool isWellFormed() const { return !xml_.hasError(); }
    QStringList names() const { return arrays_.keys(); }
    QString attribute(const char* element, const char* name) const { return attributes_.value(element).value(name).toString(); }

    /// Values of an array, if it is of that type and as long as it says itself.
    template <typename Value>
    std::vector<Value> values(const char* name, const char* type) const
    {
        const auto& [itsType, bytes] = arrays_.value(name);
        std::uint64_t size = 0;
        if (itsType != QLatin1String(type) || bytes.size() < 8)
            return {};
        std::memcpy(&size, bytes.constData(), 8);
        if (size + 8 != static_cast<std::uint64_t>(bytes.size()))
            return {};
        std::vector<Value> read(size / sizeof(Value));
        std::memcpy(read.data(), bytes.constData() + 8, size);
        return read;
    }
    std::vector<double> numbers(const char* name) const { return values<double>(name, "Float64"); }
    std::vector<std::int64_t> indices(const char* name) const { return values<std::int64_t>(name, "Int64"); }

private:
    QXmlStreamReader xml_;
    QMap<QString, QXmlStreamAttributes> attributes_;
    QMap<QString, std::pair<QString, QByteArray>> arrays_;
};

template <typename Chart>
Mesh mesh(std::string_view ending, const Chart& chart, LandscapeMetric metric = both)
{
    for (const LandscapeFormat& format : landscapeFormats())
        if (format.ending == ending) {
            if constexpr (std::is_same_v<Chart, LandscapeLine>)
                return Mesh(format.line(chart, metric));
            else
                return Mesh(format.grid(chart, metric));
        }
    return Mesh("");
}

}  // namespace

class LandscapeMeshesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlaneIsASurface()
    {
        const Mesh surface = mesh(".vtp", smallPlane());
        QVERIFY(surface.isWellFormed());
        QCOMPARE(surface.attribute("VTKFile", "type"), QString("PolyData"));
        QCOMPARE(surface.attribute("VTKFile", "byte_order"), QString("LittleEndian"));
        QCOMPARE(surface.attribute("VTKFile", "header_type"), QString("UInt64"));
        // The last of the six points is missing.
        QCOMPARE(surface.attribute("Piece", "NumberOfPoints"), QString("5"));
        QCOMPARE(surface.attribute("Piece", "NumberOfPolys"), QString("2"));
        QCOMPARE(surface.numbers("Points"), (std::vector<double>{-0.5, 0.0, 1000.0, 0.0, 0.0, 1001.0, 0.5, 0.0, 1002.0, -0.5,
                                                                 0.25, 1003.0, 0.0, 0.25, 1004.0}));
        QCOMPARE(surface.indices("connectivity"), (std::vector<std::int64_t>{0, 1, 4, 3, 1, 2, 4}));
        QCOMPARE(surface.indices("offsets"), (std::vector<std::int64_t>{4, 7}));
        QCOMPARE(surface.numbers("task_2_loss"), (std::vector<double>{3000.0, 3001.0, 3002.0, 3003.0, 3004.0}));
        QCOMPARE(surface.numbers("task_2_class_7_accuracy"), (std::vector<double>{1.0, 0.875, 0.75, 0.625, 0.5}));
        QCOMPARE(surface.names(),
                 (QStringList{"Points", "connectivity", "offsets", "task_1_accuracy", "task_1_loss", "task_1_loss_error",
                              "task_1_train_accuracy", "task_1_train_loss", "task_1_train_loss_error", "task_2_accuracy",
                              "task_2_class_3_accuracy", "task_2_class_7_accuracy", "task_2_loss", "task_2_loss_error"}));
    }

    void aMissingPointTakesItsNumbersAway()
    {
        LandscapeGrid grid = smallPlane();
        grid.tasks[0].loss[1] = std::numeric_limits<double>::infinity();  // of the points 0 to 5, 0, 2, 3 and 4 are left
        const Mesh surface = mesh(".vtp", grid, LandscapeMetric::Loss);
        QCOMPARE(surface.numbers("task_1_train_loss"), (std::vector<double>{2000.0, 2002.0, 2003.0, 2004.0}));
        QCOMPARE(surface.indices("connectivity"), (std::vector<std::int64_t>{0, 3, 2}));
        QVERIFY(!surface.names().contains("task_1_accuracy"));
        // Without losses the height is the accuracy of the first task.
        QCOMPARE(mesh(".vtp", grid, LandscapeMetric::Accuracy).numbers("Points")[5], 1.0 / 64.0);
    }

    void aLineIsAPolyline()
    {
        const Mesh line = mesh(".vtp", smallLine());
        QVERIFY(line.isWellFormed());
        // The first point is alone, the second has no loss.
        QCOMPARE(line.attribute("Piece", "NumberOfPoints"), QString("4"));
        QCOMPARE(line.attribute("Piece", "NumberOfLines"), QString("1"));
        QCOMPARE(line.numbers("Points"), (std::vector<double>{0.0, 1.0, 0.0, 0.5, 3.0, 0.0, 0.75, 4.0, 0.0, 1.0, 5.0, 0.0}));
        QCOMPARE(line.indices("connectivity"), (std::vector<std::int64_t>{1, 2, 3}));
        QCOMPARE(line.indices("offsets"), (std::vector<std::int64_t>{3}));
        QCOMPARE(line.numbers("task_3_accuracy"), (std::vector<double>{0.0, 0.25, 0.5, 1.0}));
    }

    void aGridIsAnImage()
    {
        const Mesh plane = mesh(".vti", smallPlane());
        QVERIFY(plane.isWellFormed());
        QCOMPARE(plane.attribute("VTKFile", "type"), QString("ImageData"));
        QCOMPARE(plane.attribute("ImageData", "WholeExtent"), QString("0 2 0 1 0 0"));
        QCOMPARE(plane.attribute("Piece", "Extent"), QString("0 2 0 1 0 0"));
        QCOMPARE(plane.attribute("ImageData", "Origin"), QString("-0.5 0.0 0.0"));
        QCOMPARE(plane.attribute("ImageData", "Spacing"), QString("0.5 0.25 1.0"));
        QCOMPARE(plane.values<char>("there", "Int8"), smallPlane().there);
        QCOMPARE(plane.numbers("task_1_train_loss")[3], 2003.0);
        QVERIFY(std::isnan(plane.numbers("task_1_train_loss")[5]));
        QCOMPARE(plane.numbers("task_2_loss_error")[4], 3004.0 / 1024.0);

        const Mesh volume = mesh(".vti", smallVolume());
        QCOMPARE(volume.attribute("Piece", "Extent"), QString("0 1 0 2 0 3"));
        QCOMPARE(volume.attribute("ImageData", "Origin"), QString("0.0 -1.0 2.0"));
        QCOMPARE(volume.attribute("ImageData", "Spacing"), QString("1.0 1.0 0.5"));
        QCOMPARE(volume.numbers("task_4_loss"), smallVolume().tasks[0].loss);
        QCOMPARE(volume.values<char>("there", "Int8"), std::vector<char>(24, 1));
    }

    void spreadsOverDraws()
    {
        for (const char* ending : {".vtp", ".vti"}) {
            const Mesh plane = mesh(ending, drawnPlane());
            QVERIFY(plane.isWellFormed());
            QCOMPARE(plane.numbers("task_2_loss_spread")[1], 3001.0 / 16.0);
            QCOMPARE(plane.numbers("task_1_train_accuracy_spread")[4], (0.25 + 4.0 / 64.0) / 32.0);
            QVERIFY(!plane.names().contains("task_1_loss_error"));
            QVERIFY(plane.names().contains("draws"));
        }
        QCOMPARE(mesh(".vtp", drawnLine()).numbers("task_3_loss_spread").front(), 3.0 / 16.0);
    }

    void anUnevenGridIsNoImage()
    {
        LandscapeGrid grid = smallPlane();
        grid.axes[0].points[1] = 1e-9;  // rounding is no unevenness
        QVERIFY(mesh(".vti", grid).isWellFormed());
        grid.axes[0].points[1] = 0.01;
        QVERIFY_EXCEPTION_THROWN(mesh(".vti", grid), Error);
    }

    void longArraysAreWhole()
    {
        LandscapeGrid grid;
        grid.chart = "plane";
        for (int i = 0; i < 701; ++i)
            grid.axes[0].points.push_back(i);
        grid.axes[1].points = grid.axes[0].points;
        const std::vector<double> values = numbered(701 * 701, 1.0);
        grid.tasks = {{1, Split::Test, values, {}, {}, {}, {}}};
        QCOMPARE(mesh(".vti", grid, LandscapeMetric::Loss).numbers("task_1_loss"), values);
    }
};

QTEST_APPLESS_MAIN(LandscapeMeshesTest)
#include "tst_landscape_meshes.moc"
