// Figures on their way into files, with a program in the place of the one that draws.
#include "app/studio/figure_desk.h"
#include "tests/support/figure_samples.h"
#include "widgets/figures/editor/figure_editor.h"

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
            QCOMPARE(held.readAll(), QByteArray::fromStdString(document.dump()));
            told << QFileInfo(file).fileName();
        });
        connect(&exports, &FigureExport::failed, this, [&](const QString& message) { told << message; });
        for (const char* file : {"one.pdf", "bad.pdf", "two.pdf"}) {
            const engine::Json document{{"page", file}};
            exports.write(path(file), document, QByteArray::fromStdString(document.dump()));
        }
        QTRY_COMPARE(told.size(), 3);
        QCOMPARE(told, (QStringList{"one.pdf", "no room on the disk", "two.pdf"}));
        QVERIFY(!QFile::exists(path("bad.pdf")));
    }

    /// A figure is saved when it is in a file, and not when an earlier one is.
    void whatIsExportedIsSaved()
    {
        widgets::FigureEditor editor(widgets::figureSchema(tests::sampleCharts()));
        app::FigureDesk desk(
            editor, [] { return app::FigurePlaces(); }, {}, nullptr);
        desk.exports().setProgram(program());
        QList<bool> unsaved;  // after each
        connect(&desk, &app::FigureDesk::exported, this, [&] { unsaved << desk.unsaved(); });
        const auto show = [&](const char* venue) {
            engine::Json panel = tests::panel("curves");
            panel["runs"] = {"/runs/of/somebody"};
            editor.setDocument({{"page", {{"venue", venue}}}, {"panels", {panel}}});
        };
        show("icml");
        QVERIFY(desk.unsaved());
        desk.exportTo(path("first.pdf"));
        QTRY_COMPARE(unsaved, QList<bool>{false});
        show("neurips");
        desk.exportTo(path("second.pdf"));
        show("jmlr");
        desk.exportTo(path("third.pdf"));
        QTRY_COMPARE(unsaved, (QList<bool>{false, true, false}));
    }
};

QTEST_MAIN(FigureExportTest)
#include "tst_figure_export.moc"
