#pragma once
#include "engine/results/run_record.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace isthmus::widgets {

/// Tags and a note of one run, or of several the tags that they share. Not modal: what was changed comes as a signal, once for
/// each run.
class NotesDialog final : public QDialog {
    Q_OBJECT
public:
    NotesDialog(const engine::RunRecords& runs, QWidget* parent);

Q_SIGNALS:
    void edited(const QString& folder, const QStringList& tags, const QString& note);

private:
    void tell();

    engine::RunRecords runs_;
    QStringList shared_;
    QLineEdit* tags_;
    QPlainTextEdit* note_ = nullptr;  ///< of one run
};

}  // namespace isthmus::widgets
