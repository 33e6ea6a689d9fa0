// Figures on their way into files, with a program in the place of the one that draws.
#include "app/studio/figure_export.h"
#include "tests/support/figure_samples.h"

#include <QtTest>

using namespace isthmus;
using app::FigureExport;

class FigureExportTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    /// Keeps what it is given in the file that it is to write; "bad.pdf" it fails at.
    QString program() const
    {
        QFile script(path("draw"));
        if (script.open(QIODevice::WriteOnly))
            script.write("#!/bin/sh\ncase $4 in *bad.pdf) echo 'no room on the disk' >&2; exit 1;; esac\ncat > \"$4\"\n");
        script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        return script.fileName();
    }

private Q_SLOTS:
    /// Each that is written is told with the figure that it holds, whatever has been asked for since.
    void eachKeepsItsOwnFigure()
    {
        FigureExport exports;
        exports.setProgram(program());
        QStringList told;
        connect(&exports, &FigureExport::written, this, [&](const QString& file, const engine::Json& document) {
            QFile held(file);
            QVERIFY(held.open(QIODevice::ReadOnly));
            QCOMPARE(widgets::FigureRecord::fromText(held.readAll().trimmed()).document, document);
            told << QFileInfo(file).fileName() + u' ' + QString::fromStdString(document["page"]["venue"].get<std::string>());
        });
        connect(&exports, &FigureExport::failed, this, [&](const QString& message) { told << message; });
        for (const auto& [file, venue] : {std::pair("one.pdf", "icml"), {"bad.pdf", "jmlr"}, {"two.pdf", "neurips"}})
            exports.write(path(file), tests::record({{"venue", venue}}, {tests::panel("curves")}, {tests::sampleCurves(2, 5)}));
        QTRY_COMPARE(told.size(), 3);
        QCOMPARE(told, (QStringList{"one.pdf icml", "no room on the disk", "two.pdf neurips"}));
        QVERIFY(!QFile::exists(path("bad.pdf")));
    }
};

QTEST_GUILESS_MAIN(FigureExportTest)
#include "tst_figure_export.moc"
