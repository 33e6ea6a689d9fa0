#include "widgets/forms/option_section.h"

#include "widgets/forms/fold_button.h"
#include "widgets/forms/object_fields.h"

#include <QVBoxLayout>

namespace isthmus::widgets {

OptionSection::OptionSection(const engine::OptionSection& declared, QWidget* parent)
    : QWidget(parent),
      heading_(new FoldButton(QString::fromStdString(declared.label), FoldButton::Level::Section, this)),
      content_(new ObjectFields(declared, nullptr, this))
{
    heading_->setObjectName(QString::fromStdString(declared.key));
    heading_->setToolTip(QString::fromStdString(declared.help));
    heading_->setChecked(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(heading_);
    column->addWidget(content_);
    connect(heading_, &FoldButton::toggled, this, &OptionSection::refresh);
    connect(content_, &ObjectFields::edited, this, &OptionSection::refresh);
    refresh();
}

void OptionSection::reveal()
{
    for (const ObjectFields* each : content_->objects()) {
        if (each->wrong())
            heading_->setChecked(true);
    }
    content_->reveal();
}

void OptionSection::refresh()
{
    content_->refresh();
    const bool unfolded = heading_->isChecked();
    int changed = 0;
    bool wrong = false;
    for (const ObjectFields* each : content_->objects()) {
        changed += each->changedCount();
        wrong = wrong || each->wrong();
    }
    const QString kind = content_->kindLabel();
    const QString summary = !kind.isEmpty() ? kind : changed > 0 ? tr("%n changed", nullptr, changed) : QString();
    content_->setVisible(unfolded);
    heading_->setWrong(wrong && !unfolded);
    heading_->setNote(unfolded ? QString() : summary);
}

}  // namespace isthmus::widgets
