#include "widgets/library/notes_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace isthmus::widgets {

namespace {

QStringList tagsOf(const engine::RunRecord& run)
{
    QStringList tags;
    for (const std::string& tag : run.tags)
        tags += QString::fromStdString(tag);
    return tags;
}

QStringList written(const QString& text)
{
    QStringList tags;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (const QString tag = part.simplified(); !tag.isEmpty() && !tags.contains(tag))
            tags += tag;
    return tags;
}

}  // namespace

NotesDialog::NotesDialog(const engine::RunRecords& runs, QWidget* parent)
    : QDialog(parent), runs_(runs), shared_(tagsOf(*runs.front())), tags_(new QLineEdit)
{
    setObjectName(QStringLiteral("notes-dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const bool one = runs.size() == 1;
    setWindowTitle(one ? tr("Tags and note of %1").arg(QString::fromStdString(runs.front()->name))
                       : tr("Tags of %n run(s)", nullptr, static_cast<int>(runs.size())));
    for (const engine::RunRecordPtr& run : runs)
        shared_.removeIf([tags = tagsOf(*run)](const QString& tag) { return !tags.contains(tag); });
    tags_->setText(shared_.join(QStringLiteral(", ")));
    tags_->setPlaceholderText(tr("paper, ablation"));
    auto* form = new QFormLayout(this);
    form->addRow(one ? tr("&Tags, with commas between") : tr("&Tags that all of them have"), tags_);
    if (one) {
        note_ = new QPlainTextEdit(QString::fromStdString(runs.front()->note));
        note_->setTabChangesFocus(true);
        form->addRow(tr("&Note"), note_);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, &NotesDialog::tell);
    resize(460, one ? 260 : 100);
}

void NotesDialog::tell()
{
    const QStringList now = written(tags_->text());
    for (const engine::RunRecordPtr& run : runs_) {
        QStringList tags = tagsOf(*run);
        tags.removeIf([&](const QString& tag) { return shared_.contains(tag) && !now.contains(tag); });
        for (const QString& tag : now)
            if (!tags.contains(tag))
                tags += tag;
        const QString note = note_ ? note_->toPlainText().trimmed() : QString::fromStdString(run->note);
        if (tags != tagsOf(*run) || note != QString::fromStdString(run->note))
            Q_EMIT edited(QString::fromStdString(run->folder), tags, note);
    }
}

}  // namespace isthmus::widgets
