#include "app/studio/handbook_place.h"

#include "widgets/forms/experiment_form.h"
#include "widgets/forms/object_fields.h"
#include "widgets/handbook/handbook_sections.h"

#include <QVariant>
#include <QWidget>

#include <algorithm>

namespace isthmus::app {

namespace {

constexpr auto placeProperty = "handbookPlace";

/// Of the object that a field of the experiment's form is in.
QString experimentPlace(const widgets::ObjectFields& object)
{
    const QString path = QString::fromStdString(object.path());
    if (path.startsWith(QLatin1String("benchmark")))
        return QStringLiteral("data.md#benchmarks");
    if (!path.startsWith(QLatin1String("method")))
        return QStringLiteral("experiments.md#sections");
    const QString place = QStringLiteral("methods.md#") + QString::fromStdString(object.values().value("kind", std::string()));
    const auto& sections = widgets::handbookSections();
    const bool there = std::any_of(sections.begin(), sections.end(), [&](const auto& each) { return each.place() == place; });
    return there ? place : QStringLiteral("methods.md");
}

}  // namespace

void setHandbookPlace(QWidget& widget, const QString& place) { widget.setProperty(placeProperty, place); }

QString handbookPlace(const QWidget* widget)
{
    const widgets::ObjectFields* object = nullptr;
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (object == nullptr)
            object = qobject_cast<const widgets::ObjectFields*>(widget);
        if (object != nullptr && qobject_cast<const widgets::ExperimentForm*>(widget) != nullptr)
            return experimentPlace(*object);
        if (const QVariant place = widget->property(placeProperty); place.isValid())
            return place.toString();
    }
    return {};
}

}  // namespace isthmus::app
