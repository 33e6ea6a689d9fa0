#pragma once
#include "engine/options/option_spec.h"

#include <QObject>

class QProcess;

namespace isthmus::app {

/// Draws figures into files in a process of their own, `isthmus-studio figure`: what takes a second, such as the picture of a
/// surface, holds up no window.
class FigureExport final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~FigureExport() override;

    /// `document`: the figure as the editor has it; `record`: the text of a FigureRecord, where its runs are called by the names
    /// that others know. One figure at a time; further ones wait.
    void write(const QString& file, const engine::Json& document, const QByteArray& record);
    /// The program that draws; else the one that runs.
    void setProgram(const QString& program) { program_ = program; }

Q_SIGNALS:
    void written(const QString& file, const engine::Json& document);  ///< which is in the file now
    void failed(const QString& message);                              ///< in one line

private:
    struct Wanted {
        QString file;
        engine::Json document;
        QByteArray record;
    };

    void next();
    void end(const QString& problem);

    QString program_;
    QList<Wanted> waiting_;
    QProcess* process_ = nullptr;  ///< null: nothing is drawn
};

}  // namespace isthmus::app
