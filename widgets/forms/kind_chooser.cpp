#include "widgets/forms/kind_chooser.h"

#include "widgets/forms/option_field.h"
#include "widgets/forms/toned_label.h"

#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

engine::OptionSpec kindSpec(const engine::OptionSection& section, bool part)
{
    const QString label = QString::fromStdString(section.label);
    engine::OptionSpec spec{.key = "kind",
                            .label = (part ? label : KindChooser::tr("%1: kind").arg(label)).toStdString(),
                            .help = section.help,
                            .fallback = section.defaultKind};
    for (const engine::OptionGroup& kind : section.kinds)
        spec.choices.push_back({kind.id, kind.label});
    return spec;
}

}  // namespace

KindChooser::KindChooser(const engine::OptionSection& declared, Place place, QWidget* parent)
    : QWidget(parent), declared_(declared)
{
    const auto layout = place.part ? OptionField::Layout::Columns : OptionField::Layout::Wide;
    field_ = new OptionField(kindSpec(declared, place.part), this, layout);
    field_->setIndent(place.labelIndent);
    help_ = new TonedLabel(Role::Muted, this);
    help_->setObjectName(QStringLiteral("kindHelp"));
    help_->setWordWrap(true);
    help_->setContentsMargins(OptionField::gutter + place.indent, 0, 0, 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(field_);
    column->addWidget(help_);
    connect(field_, &OptionField::valueChanged, this, [this] {
        refresh();
        Q_EMIT edited();
    });
    refresh();
}

std::string KindChooser::kind() const { return engine::chosenKind(declared_, {{"kind", field_->value()}}); }

void KindChooser::refresh()
{
    if (const engine::OptionGroup* group = engine::findKind(declared_, kind()))
        help_->setText(QString::fromStdString(group->help));
}

}  // namespace isthmus::widgets
