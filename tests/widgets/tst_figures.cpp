// Figures as files: their exact size, fonts, vectors, every point, and what they hold of themselves.
#include "engine/error.h"
#include "tests/support/figure_samples.h"
#include "widgets/figures/figure_drawing.h"
#include "widgets/figures/figure_file.h"
#include "widgets/figures/figure_style.h"
#include "widgets/figures/venues.h"
#include "widgets/plots/contour_labels.h"
#include "widgets/scene3d/scene_picture.h"

#include <QtTest>

using namespace isthmus;
using namespace isthmus::widgets;
using tests::panel;
using tests::record;
using tests::resolved;
using tests::sampleCurves;

namespace {

/// What a program prints; nothing where it is not installed.
std::optional<QString> printed(const QString& program, const QStringList& arguments, const QString& folder = {})
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return {};
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    return process.waitForFinished(120000) ? std::optional(QString::fromUtf8(process.readAll())) : std::nullopt;
}

QByteArray bytesOf(const QString& file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

void writeBytes(const QString& file, const QByteArray& bytes)
{
    QFile target(file);
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write(bytes);
}

/// The message of the error that `work` throws; empty when it throws none.
template <typename Work>
QString problemOf(Work work)
{
    try {
        work();
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// Everything that the PDF paints, unpacked.
QByteArray contentOf(const QByteArray& pdf)
{
    QByteArray content;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
        const QByteArray packed = pdf.mid(at + 7, pdf.indexOf("endstream", at + 7) - at - 7);
        if (packed.startsWith('\x78'))
            content += qUncompress(QByteArray("\0\1\0\0", 4) + packed);
    }
    return content;
}

/// The lines of a paper's preamble that the file's first line asks for; empty where it asks for none.
QByteArray packagesOf(const QByteArray& tex)
{
    const QByteArray asks = "% LaTeX twice, with ";
    return tex.startsWith(asks) ? tex.mid(asks.size(), tex.indexOf(".\n") - asks.size()).replace(", \\", "\n\\") + '\n'
                                : QByteArray();
}

/// Where each of the words "(a)", "(b)" … begins and stands on a page of a PDF, in points; nothing where pdftotext is not
/// installed.
QMap<QString, QPointF> lettersIn(const QString& pdf, int page)
{
    QMap<QString, QPointF> places;
    const QRegularExpression word(
        QStringLiteral("xMin=\"([\\d.]+)\" yMin=\"[\\d.]+\" xMax=\"[\\d.]+\" yMax=\"([\\d.]+)\">(\\([a-z]\\))<"));
    auto each = word.globalMatch(
        printed("pdftotext", {"-bbox", "-f", QString::number(page), "-l", QString::number(page), pdf, "-"}).value_or(QString()));
    while (each.hasNext()) {
        const auto match = each.next();
        places.insert(match.captured(3), {match.captured(1).toDouble(), match.captured(2).toDouble()});
    }
    return places;
}

FigureRecord twoPanels()
{
    return record({{"venue", "neurips"}}, {panel("curves"), panel("curves")}, {sampleCurves(3, 20), sampleCurves(4, 20)});
}

}  // namespace

class FiguresTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    QString write(const char* name, const FigureRecord& figure) const
    {
        writeFigure(path(name), resolved(figure), figure);
        return path(name);
    }

private Q_SLOTS:
    void aNameTooLongForThePageIsShortened()
    {
        PanelData data = tests::sampleCurves(2, 5);
        data.series[0].label = std::string(300, 'm');
        const FigureDrawing drawing(resolved(record({{"venue", "icml"}}, {panel("curves")}, {data})), {data});
        QImage image((drawing.size() * 2.0).toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        drawing.paint(image, QTransform::fromScale(2.0, 2.0));
        for (int y = 0; y < image.height() / 4; ++y)
            QCOMPARE(image.pixelColor(0, y), QColor(Qt::white));
    }

    void everyVenueHasItsExactWidth_data()
    {
        QTest::addColumn<QString>("venue");
        QTest::addColumn<QString>("span");
        QTest::addColumn<double>("inches");
        for (const Venue& venue : venueTable()) {
            QTest::newRow(venue.id) << QString(venue.id) << QStringLiteral("column") << venue.column;
            QTest::newRow(qPrintable(QString(venue.id) + " page")) << QString(venue.id) << QStringLiteral("page") << venue.page;
        }
        QTest::newRow("4.37 in") << QStringLiteral("custom") << QStringLiteral("column") << 4.37;
    }

    void everyVenueHasItsExactWidth()
    {
        QFETCH(QString, venue);
        QFETCH(QString, span);
        QFETCH(double, inches);
        engine::Json page{{"venue", venue.toStdString()}, {"span", span.toStdString()}};
        if (venue == QLatin1String("custom"))
            page["width"] = inches;
        const QByteArray pdf = bytesOf(write("width.pdf", record(page, {panel("curves")}, {sampleCurves(2, 10)})));
        const auto box = QRegularExpression(QStringLiteral("MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)"))
                             .match(QString::fromLatin1(pdf.mid(pdf.indexOf("/MediaBox"), 60)));
        QVERIFY(box.hasMatch());
        QVERIFY2(qAbs(box.captured(1).toDouble() - 72.0 * inches) < 0.01, qPrintable(box.captured(1)));
        if (const auto info = printed("pdfinfo", {path("width.pdf")})) {
            const auto size = QRegularExpression(QStringLiteral("Page size: +([\\d.]+) x ([\\d.]+)")).match(*info);
            QVERIFY2(size.hasMatch(), qPrintable(*info));
            QVERIFY2(qAbs(size.captured(1).toDouble() - 72.0 * inches) < 0.1, qPrintable(size.captured(1)));
        }
        const QByteArray svg = bytesOf(write("width.svg", record(page, {panel("curves")}, {sampleCurves(2, 10)})));
        const auto width =
            QRegularExpression(QStringLiteral("<svg [^>]*width=\"([\\d.]+)pt\"")).match(QString::fromUtf8(svg.left(400)));
        QVERIFY(qAbs(width.captured(1).toDouble() - 72.0 * inches) < 0.01);
    }

    void heightIsWhatWasAskedFor()
    {
        const FigureRecord figure = record({{"venue", "icml"}, {"height", 2.125}}, {panel("curves")}, {sampleCurves(3, 20)});
        QCOMPARE(FigureDrawing(resolved(figure), figure.panels).size(), QSizeF(234.0, 153.0));
    }

    void fontsAreEmbeddedAndTextIsText()
    {
        const QString file = write("fonts.pdf", twoPanels());
        const QByteArray pdf = bytesOf(file);
        QVERIFY(!pdf.contains("/Type3"));
        QVERIFY(pdf.contains("/FontFile2"));
        if (const auto fonts = printed("pdffonts", {file})) {
            const QStringList rows = fonts->split(u'\n', Qt::SkipEmptyParts).mid(2);
            QVERIFY(!rows.isEmpty());
            for (const QString& row : rows) {
                QVERIFY2(!row.contains(QStringLiteral("Type 3")), qPrintable(row));
                QVERIFY2(row.contains(QRegularExpression(QStringLiteral(" yes (yes|no)  yes "))),
                         qPrintable(row));  // emb sub uni
            }
        }
        if (const auto text = printed("pdftotext", {"-layout", file, "-"})) {
            for (const char* words : {"Average", "After task", "method 3", "(b)", "20"})
                QVERIFY2(text->contains(QLatin1String(words)), words);
        }
    }

    void noPointIsDropped()
    {
        // Far more points than the page has dots.
        constexpr int points = 50000;
        PanelData data = sampleCurves(1, points);
        data.series[0].half.clear();
        const FigureRecord figure = record({{"venue", "icml"}, {"markers", false}}, {panel("curves")}, {data});
        const QByteArray content = contentOf(bytesOf(write("points.pdf", figure)));
        QVERIFY2(content.count(" l\n") >= points - 1, qPrintable(QString::number(content.count(" l\n"))));
        qsizetype longest = 0;
        for (const QByteArray& line : bytesOf(write("points.svg", figure)).split('\n'))
            if (line.startsWith("<path"))
                longest = qMax(longest, line.count('L'));
        QCOMPARE(longest, points - 1);
        QVERIFY(bytesOf(write("points.tex", figure)).count(" (") >= points);
    }

    void eightCurvesAreToldApartWithoutColour()
    {
        QSet<QPair<QList<qreal>, int>> seen;
        for (int k = 0; k < 64; ++k) {
            const SeriesStyle style = seriesStyle(k, Palette::OkabeIto);
            seen.insert({style.dashes, static_cast<int>(style.marker)});
        }
        QCOMPARE(seen.size(), 64);
        QSet<QList<qreal>> dashes;
        QSet<int> markers;
        QSet<QRgb> colours;
        for (int k = 0; k < 8; ++k) {
            dashes.insert(seriesStyle(k, Palette::Grey).dashes);
            markers.insert(static_cast<int>(seriesStyle(k, Palette::Grey).marker));
            colours.insert(seriesStyle(k, Palette::OkabeIto).colour.rgb());
            const QColor grey = seriesStyle(k, Palette::Grey).colour;
            QCOMPARE(grey.hsvSaturation(), 0);
        }
        QCOMPARE(dashes.size(), 8);
        QCOMPARE(markers.size(), 8);
        QCOMPARE(colours.size(), 8);
    }

    void aSetLooksTheSameInEveryPanel()
    {
        PanelData second = sampleCurves(3, 20);
        std::swap(second.series[0], second.series[2]);
        const QByteArray svg =
            bytesOf(write("same.svg", record({}, {panel("curves"), panel("curves")}, {sampleCurves(3, 20), second})));
        // Each colour: its line in two panels and in the legend, and as many markers and outlines in both.
        for (int k = 0; k < 3; ++k) {
            const QByteArray stroke =
                "stroke=\"" + seriesStyle(k, Palette::OkabeIto).colour.name().toLatin1() + "\" stroke-width=\"1\"";
            QCOMPARE(svg.count(stroke), 3);
        }
    }

    void everyFormatHoldsItsFigure_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString& ending : figureEndings())
            QTest::newRow(qPrintable(ending)) << QStringLiteral("held") + ending;
    }

    void everyFormatHoldsItsFigure()
    {
        QFETCH(QString, file);
        FigureRecord figure = twoPanels();
        figure.document["panels"][0]["title"] = "“Ünïcode” & <tags> % } \\ é";
        figure.panels[0].series[1].label = "ewc, strength 100 – ± × α";
        figure.panels[0].series[0].y[3] = std::nan("");
        writeFigure(folder_.filePath(file), resolved(figure), figure);
        const FigureRecord back = readFigure(folder_.filePath(file));
        QCOMPARE(back.text(), figure.text());
        QCOMPARE(back.panels[0].series[1].label, figure.panels[0].series[1].label);
        QVERIFY(std::isnan(back.panels[0].series[0].y[3]));
        QCOMPARE(back.runs.at(0).seed, std::uint64_t(7));
        QCOMPARE(back.runs.at(0).options, engine::Json({{"seed", 7}}));
        // Drawn again it is the same picture.
        writeFigure(path("again.svg"), resolved(back), back);
        QCOMPARE(bytesOf(path("again.svg")), bytesOf(write("first.svg", figure)));
    }

    void aPdfThatAnotherProgramSavedStillHoldsIt()
    {
        const QString file = write("moved.pdf", twoPanels());
        QByteArray pdf = bytesOf(file);
        pdf.replace("/EmbeddedFile", "/SomethingElse");  // the stream is what counts
        pdf.replace(" 0 obj\n", " 0 obj\r");
        writeBytes(file, pdf);
        QCOMPARE(readFigure(file).text(), twoPanels().text());
    }

    void damagedAndForeignFilesGiveOneClearLine()
    {
        const QByteArray pdf = bytesOf(write("whole.pdf", twoPanels()));
        const auto problem = [&](const char* name, const QByteArray& bytes) {
            writeBytes(path(name), bytes);
            return problemOf([&] { readFigure(path(name)); });
        };
        for (const auto& [name, bytes] :
             {std::pair("foreign.pdf", QByteArray("%PDF-1.4\n1 0 obj\n<<>>\nstream\nabc\nendstream\n")),
              std::pair("empty.pdf", QByteArray()), std::pair("text.pdf", QByteArray("hello")),
              std::pair("cut.pdf", pdf.left(300)), std::pair("foreign.svg", QByteArray("<svg><metadata>x</metadata>")),
              std::pair("foreign.png", QByteArray("\x89PNG\r\n")), std::pair("foreign.tex", QByteArray("\\begin{x}"))}) {
            const QString told = problem(name, bytes);
            QVERIFY2(told.contains(QStringLiteral("holds no figure")) && told.contains(QLatin1String(name)), qPrintable(told));
            QVERIFY(!told.contains(u'\n'));
        }
        QVERIFY(problemOf([&] { readFigure(path("nowhere.pdf")); }).contains(QStringLiteral("could not be read")));
        QVERIFY(problemOf([&] { readFigure(path("figure.docx")); }).contains(QStringLiteral("ends in .pdf")));
        // Wherever a byte is wrong: a figure or one line, never a crash.
        for (qsizetype at = 0; at < pdf.size(); at += 97) {
            QByteArray damaged = pdf;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
            const QString told = problem("damaged.pdf", damaged);
            QVERIFY(told.isEmpty() || (told.contains(QStringLiteral("damaged")) && !told.contains(u'\n')));
        }
        QVERIFY(problemOf([] { FigureRecord::fromText(R"({"isthmus_figure": 99, "figure": {}})"); }).contains("newer"));
        QVERIFY(problemOf([] {
                    FigureRecord::fromText(R"({"isthmus_figure": 1, "figure": {"panels": [1]}, "panels": [], "runs": []})");
                }).contains("do not belong together"));
    }

    void badDescriptionsGiveOneClearLine_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* json, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(json) << QString::fromUtf8(message);
        };
        row("no panels", R"({"page": {}})", "panels: must be a list with at least one panel");
        row("no object", R"([1])", "panels: must be a list");
        row("part", R"({"pages": {}, "panels": [{"runs": ["a"]}]})", "pages: is no part of a figure");
        row("venue", R"({"page": {"venue": "neurip"}, "panels": [{"runs": ["a"]}]})", "page.venue: must be one of");
        row("key", R"({"page": {"fontsize": 9}, "panels": [{"runs": ["a"]}]})", "did you mean \"font_size\"?");
        row("width beside a venue", R"({"page": {"width": 5}, "panels": [{"runs": ["a"]}]})", "page.width");
        row("names", R"({"page": {"names": "sgd = SGD, er"}, "panels": [{"runs": ["a"]}]})", "page.names: must be names such as");
        row("kind", R"({"panels": [{"runs": ["a"]}, {"kind": "curve", "runs": ["a"]}]})", "panels[1].kind: must be one of");
        row("measure", R"({"panels": [{"runs": ["a"], "measure": "forgeting"}]})", "did you mean \"forgetting\"?");
        row("no runs", R"({"panels": [{"kind": "loss"}]})", "panels[0].runs: name at least one run folder");
        row("runs", R"({"panels": [{"runs": "a"}]})", "panels[0].runs: must be a list of run folders");
        row("a run", R"({"panels": [{"runs": ["a", 3]}]})", "and 3 is none");
        row("two runs", R"({"panels": [{"kind": "landscape_map", "runs": ["a", "b"]}]})", "a landscape is of one run");
        row("range", R"({"panels": [{"runs": ["a"], "y_range": "5"}]})", "panels[0].y_range: must be two numbers");
        row("range order", R"({"panels": [{"runs": ["a"], "x_range": "5, 2"}]})", "the smaller one first");
        row("range words", R"({"panels": [{"runs": ["a"], "x_range": "a, b"}]})", "must be two numbers");
        row("log range", R"({"panels": [{"runs": ["a"], "y_range": "0, 2", "y_scale": "logarithmic"}]})", "above 0");
        row("chart", R"({"panels": [{"kind": "landscape_map", "runs": ["a"], "chart": {"kind": "plain"}}]})",
            "panels[0].chart.kind: must be one of line, plane");
    }

    void badDescriptionsGiveOneClearLine()
    {
        QFETCH(QString, json);
        QFETCH(QString, message);
        const engine::Json document = engine::Json::parse(json.toStdString());
        const QString told = problemOf([&] { requireUsable(resolveFigure(figureSchema(tests::sampleCharts()), document)); });
        QVERIFY2(told.contains(message), qPrintable(told));
        QVERIFY(!told.contains(u'\n'));
    }

    void contoursArePaths()
    {
        const FigureRecord figure = record({{"venue", "icml"}}, {panel("landscape_map")}, {tests::sampleMap(41)});
        const QByteArray svg = bytesOf(write("map.svg", figure));
        QCOMPARE(svg.count("<image"), 2);  // the colours of the map and of the bar
        const FigureRecord bare =
            record({{"venue", "icml"}}, {panel("landscape_map", {{"contours", 0}})}, {tests::sampleMap(41)});
        const qsizetype lines = svg.count("<path") - bytesOf(write("bare.svg", bare)).count("<path");
        QVERIFY2(lines >= 2 * 8, qPrintable(QString::number(lines)));  // each level in the map and in the bar
        QVERIFY(svg.contains(">task-03</text>"));
        // Cells are rectangles with their values.
        const FigureRecord matrix = record({}, {panel("accuracy_matrix")}, {tests::sampleMatrix(5)});
        const QByteArray cells = bytesOf(write("matrix.svg", matrix));
        QCOMPARE(cells.count("<image"), 1);
        QVERIFY(cells.contains(">96.0</text>"));
    }

    void valuesStandOnContourLines()
    {
        const auto drawn = [&](const char* name, bool values) {
            return bytesOf(write(name, record({{"venue", "icml"}, {"grid", false}},
                                              {panel("landscape_map", {{"contour_values", values}})}, {tests::sampleMap(41)})));
        };
        const QByteArray with = drawn("values.svg", true), without = drawn("no-values.svg", false);
        const qsizetype values = with.count("<text") - without.count("<text");
        QVERIFY2(values >= 2, qPrintable(QString::number(values)));
        QVERIFY(with.contains(">1.4</text>") || with.contains(">1.6</text>") || with.contains(">1.2</text>"));
        // Lines are broken by a clip that is not the rectangle of the axes.
        QVERIFY(with.count("<clipPath") > without.count("<clipPath"));
    }

    void contourValuesAreUprightAndApart()
    {
        QPolygonF circle, line;
        for (int k = 0; k <= 72; ++k)
            circle << QPointF(200 + 150 * qCos(k * M_PI / 36), 200 + 150 * qSin(k * M_PI / 36));
        line << QPointF(380, 20) << QPointF(20, 380);  // drawn from right to left
        const QFontMetricsF metrics{QFont()};
        const QVector<QRectF> taken{{150, 150, 100, 100}};
        const std::vector<ContourLabel> labels =
            contourLabels({circle, line}, {0.30000000000000004, -2.0}, metrics, {0, 0, 400, 400}, taken);
        QCOMPARE(labels.size(), std::size_t(2));
        QCOMPARE(labels[0].text, QStringLiteral("−2"));
        QCOMPARE(labels[1].text, QStringLiteral("0.3"));
        QVERIFY(!labels[0].outline.intersects(labels[1].outline));
        for (const ContourLabel& label : labels) {
            QVERIFY(qAbs(std::remainder(label.degrees, 360.0)) <= 90.0);
            QVERIFY(!label.outline.intersects(QPolygonF(taken[0])));
        }
    }

    void aSurfaceIsAPictureUnderVectors()
    {
        if (!scenePictureProblem().isEmpty())
            QSKIP(qPrintable(scenePictureProblem()));
        const FigureRecord figure = record({{"venue", "icml"}}, {panel("landscape_surface")}, {tests::sampleSurface(25)});
        const QByteArray svg = bytesOf(write("surface.svg", figure));
        QCOMPARE(svg.count("<image"), 2);  // the surface, and the colours of the bar
        for (const char* words : {">Distance along u<", ">Distance along v<", ">Loss (nats)<", ">task-01<", ">task-03<"})
            QVERIFY2(svg.contains(words), words);
        const qsizetype at = svg.indexOf("base64,") + 7;
        const QImage image = QImage::fromData(QByteArray::fromBase64(svg.mid(at, svg.indexOf('"', at) - at)));
        // 600 dots an inch over the panel, which has most of 3.25 inches.
        QVERIFY2(image.width() > 1400 && image.width() < 1950, qPrintable(QString::number(image.width())));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 5)
            for (int x = 0; x < image.width(); x += 5)
                colours.insert(image.pixel(x, y));
        QVERIFY2(colours.size() > 200, qPrintable(QString::number(colours.size())));
        QCOMPARE(image.pixel(0, 0), qRgb(255, 255, 255));
        // What the file holds is enough to draw it again, from elsewhere too.
        FigureRecord again = readFigure(write("surface.pdf", figure));
        QCOMPARE(bytesOf(write("again.svg", again)), svg);
        again.document["panels"][0]["azimuth"] = 120.0;
        QVERIFY(bytesOf(write("turned.svg", again)) != svg);
        const QByteArray pdf = bytesOf(path("surface.pdf"));
        QVERIFY(!pdf.contains("/DCTDecode") && !pdf.contains("/Type3"));  // no JPEG
        if (const auto text = printed("pdftotext", {path("surface.pdf"), "-"}))
            QVERIFY2(text->count(QStringLiteral("task-01")) == 1, qPrintable(*text));
    }

    void svgTextIsTextOrOutlines()
    {
        const QByteArray text = bytesOf(write("text.svg", twoPanels()));
        QVERIFY(text.contains(">After task</text>"));
        FigureRecord figure = twoPanels();
        figure.document["page"]["svg_text"] = "outlines";
        const QByteArray outlines = bytesOf(write("outlines.svg", figure));
        QVERIFY(!outlines.contains("<text"));
        QVERIFY(outlines.count("<path") > text.count("<path"));
        for (const QByteArray& svg : {text, outlines}) {
            QXmlStreamReader reader(svg);
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        }
    }

    void pngHasItsResolution()
    {
        FigureRecord figure = twoPanels();
        figure.document["page"]["resolution"] = 600;
        const QImage image(write("dots.png", figure));
        QCOMPARE(image.width(), 3300);  // 5.5 in
        QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 600);
        figure.document["page"]["resolution"] = 2400;
        figure.document["page"]["height"] = 20.0;
        QVERIFY(problemOf([&] { write("huge.png", figure); }).contains(QStringLiteral("page.resolution")));
    }

    void latexCompiles()
    {
        PanelData points = sampleCurves(2, 1);
        points.lines = false;
        for (FigureSeries& series : points.series)
            series.halfAcross = {0.5};
        PanelData table{.xLabel = {}, .yLabel = {}, .caption = {}};
        table.table = engine::TextTable{{"Method", "Average accuracy (%)"}, {{"mc_sgd", "93.1 ± 0.2"}, {"50 % & more", "9"}}, 1};
        table.table->bold.insert({0, 1});
        const FigureRecord figure = record({{"venue", "neurips"}, {"panels_per_row", 2}},
                                           {panel("curves"), panel("pareto"), panel("table"), panel("landscape_map")},
                                           {sampleCurves(8, 20), points, table, tests::sampleMap(21)});
        const QByteArray tex = bytesOf(write("figure.tex", figure));
        QVERIFY(tex.contains("\\addplot") && tex.contains("\\textbf{93.1 $\\pm$ 0.2}") && tex.contains("mc\\_sgd"));
        QVERIFY(tex.contains("\\toprule"));
        QVERIFY(!QImage(path("figure-1.png")).isNull());
        for (const QByteArray& line : tex.split('\n'))
            QVERIFY(line.size() < 2000);
        const FigureRecord plain = record({}, {panel("accuracy_matrix", {{"latex", "plain"}})}, {tests::sampleMatrix(4)});
        QVERIFY(!bytesOf(write("plain.tex", plain)).contains("cellcolor"));
        const QByteArray matrix = bytesOf(write("alone.tex", record({}, {panel("accuracy_matrix")}, {tests::sampleMatrix(4)})));
        QVERIFY2(matrix.contains("\\toprule") && matrix.contains("\\cellcolor[HTML]"), "alone it is a table");
        QStringList parts{QStringLiteral("figure"), QStringLiteral("plain"), QStringLiteral("alone")};
        if (scenePictureProblem().isEmpty()) {
            write("scene.tex", record({}, {panel("landscape_surface")}, {tests::sampleSurface(21)}));
            QVERIFY(!QImage(path("scene-1.png")).isNull());
            parts << QStringLiteral("scene");
        }
        QVERIFY(problemOf([&] { write("table.pdf", record({}, {panel("table")}, {table})); }).contains(QStringLiteral(".tex")));
        const QByteArray packages = packagesOf(matrix) + packagesOf(tex);
        QByteArray paper = "\\documentclass{article}\n" + packages + "\n\\begin{document}\n";
        for (const QString& part : parts)
            paper += "\\noindent\\input{" + part.toLatin1() + ".tex}\\clearpage\n";
        writeBytes(path("paper.tex"), paper + "\\end{document}\n");
        const auto log = printed("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", "paper.tex"}, folder_.path());
        if (!log)
            QSKIP("pdflatex is not installed");
        QVERIFY2(QFile::exists(path("paper.pdf")), qPrintable(log->right(1500)));
    }

    /// Letters stand where the PDF has them: panels and colour bars of all kinds do, then.
    void latexHasThePlacesOfThePdf()
    {
        const auto wide = [](const std::vector<engine::Json>& panels, const std::vector<PanelData>& data) {
            return record({{"venue", "neurips"}, {"panels_per_row", 2}}, panels, data);
        };
        PanelData points = sampleCurves(3, 1);
        points.lines = false;
        for (FigureSeries& series : points.series)
            series.halfAcross = {0.5};
        std::map<QString, FigureRecord> figures{
            {"lines", wide({panel("curves"), panel("curves")}, {sampleCurves(3, 20), sampleCurves(2, 8)})},
            {"matrix", wide({panel("accuracy_matrix"), panel("curves")}, {tests::sampleMatrix(5), sampleCurves(3, 20)})},
            {"pareto", wide({panel("pareto"), panel("landscape_map")}, {points, tests::sampleMap(21)})}};
        if (scenePictureProblem().isEmpty()) {
            figures.emplace("surface",
                            wide({panel("landscape_surface"), panel("curves")}, {tests::sampleSurface(21), sampleCurves(3, 20)}));
            figures.emplace("four",
                            wide({panel("curves"), panel("accuracy_matrix"), panel("landscape_map", {{"title", "Loss"}}),
                                  panel("landscape_surface")},
                                 {sampleCurves(3, 20), tests::sampleMatrix(5), tests::sampleMap(21), tests::sampleSurface(21)}));
        }
        // One figure a page, each in its upper left corner.
        QByteArray packages, pages;
        for (const auto& [name, figure] : figures) {
            const QByteArray tex = bytesOf(write(qPrintable(name + ".tex"), figure));
            QVERIFY2(!tex.contains("tabular"), "a matrix among panels is a panel");
            packages = packagesOf(tex);
            pages += "\\input{" + name.toLatin1() + ".tex}\\clearpage\n";
        }
        writeBytes(path("places.tex"), "\\documentclass{article}\n" + packages
                                           + "\\hoffset=-1in \\voffset=-1in \\oddsidemargin=0pt \\topmargin=0pt "
                                             "\\headheight=0pt \\headsep=0pt \\topskip=0pt \\parindent=0pt "
                                             "\\pagestyle{empty}\n\\begin{document}\n"
                                           + pages + "\\end{document}\n");
        const auto log = printed("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", "places.tex"}, folder_.path());
        if (!log)
            QSKIP("pdflatex is not installed");
        QVERIFY2(QFile::exists(path("places.pdf")), qPrintable(log->right(1500)));
        int page = 0;
        for (const auto& [name, figure] : figures) {
            const auto ours = lettersIn(write(qPrintable(name + ".pdf"), figure), 1),
                       theirs = lettersIn(path("places.pdf"), ++page);
            QCOMPARE(ours.keys(), theirs.keys());
            for (const QString& letter : ours.keys())
                QVERIFY2(QLineF(ours[letter], theirs[letter]).length() < 3.0, qPrintable(name + letter));
        }
    }

    void panelsHaveRoomAndDoNotOverlap()
    {
        const FigureRecord figure =
            record({{"venue", "icml"}, {"span", "page"}, {"panels_per_row", 2}},
                   {panel("curves"), panel("accuracy_matrix"), panel("landscape_map"), panel("curves")},
                   {sampleCurves(3, 20), tests::sampleMatrix(5), tests::sampleMap(21), sampleCurves(3, 20)});
        const FigureDrawing drawing(resolved(figure), figure.panels);
        const std::vector<QRectF> places = drawing.panelPlaces();
        QCOMPARE(places.size(), std::size_t(4));
        for (std::size_t a = 0; a < 4; ++a) {
            QVERIFY(QRectF(QPointF(), drawing.size()).contains(places[a]));
            for (std::size_t b = a + 1; b < 4; ++b)
                QVERIFY(!places[a].intersects(places[b]));
        }
        QCOMPARE(places[0].top(), places[1].top());
        QCOMPARE(places[0].left(), places[2].left());

        const std::vector<engine::Json> many(12, panel("curves"));
        const FigureRecord crowded = record({{"venue", "icml"}}, many, std::vector<PanelData>(12, sampleCurves(1, 3)));
        QVERIFY(problemOf([&] {
                    FigureDrawing(resolved(crowded), crowded.panels);
                }).contains(QStringLiteral("no room for 12 panels")));
    }

    void setsHaveTheNamesThatThePageGivesThem()
    {
        const FigureRecord figure =
            record({{"names", "method 1 = S-C (ours), method 3=ER"}}, {panel("curves")}, {sampleCurves(3, 5)});
        const QByteArray svg = bytesOf(write("names.svg", figure));
        for (const char* name : {">S-C (ours)<", ">method 2<", ">ER<"})
            QVERIFY2(svg.contains(name), name);
        QVERIFY(!svg.contains(">method 1<"));
        QVERIFY(bytesOf(write("names.tex", figure)).contains("\\addlegendentry{S-C (ours)}"));
    }

    void aMissingFontIsSaid()
    {
        const FigureRecord figure = record({{"font", "No Such Font"}}, {panel("curves")}, {sampleCurves(1, 3)});
        QVERIFY(fontNote(resolved(figure).page).contains(QStringLiteral("\"No Such Font\" is not installed")));
        QVERIFY(fontNote(resolved(twoPanels()).page).isEmpty());
    }
};

QTEST_MAIN(FiguresTest)
#include "tst_figures.moc"
