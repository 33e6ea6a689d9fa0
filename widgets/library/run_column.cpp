#include "widgets/library/run_column.h"

#include "engine/results/record_values.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/number_format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <array>

namespace isthmus::widgets {

namespace {

using engine::RunRecord;

QString text(const std::string& bytes) { return QString::fromStdString(bytes); }

QString tagText(const RunRecord& run)
{
    QStringList tags;
    for (const std::string& tag : run.tags)
        tags += text(tag);
    return tags.join(QStringLiteral(", "));
}

QString startText(const RunRecord& run)
{
    return run.started == 0 ? QString() : QDateTime::fromSecsSinceEpoch(run.started).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QVariant numberOrText(const QString& written)
{
    bool isNumber = false;
    const double value = written.toDouble(&isNumber);
    return isNumber ? QVariant(value) : QVariant(written);
}

struct Field {
    const char* id;
    const char* label;
    QString (*text)(const RunRecord&);
    QVariant (*key)(const RunRecord&);
};

const std::array fields{
    Field{"name", QT_TRANSLATE_NOOP("RunColumn", "Name"), [](const RunRecord& run) { return text(run.name); },
          [](const RunRecord& run) { return QVariant(text(run.name)); }},
    Field{"state", QT_TRANSLATE_NOOP("RunColumn", "State"), [](const RunRecord& run) { return stateWord(run.state); },
          [](const RunRecord& run) { return QVariant(static_cast<int>(run.state)); }},
    Field{"method", QT_TRANSLATE_NOOP("RunColumn", "Method"), [](const RunRecord& run) { return text(run.method); },
          [](const RunRecord& run) { return QVariant(text(run.method)); }},
    Field{"benchmark", QT_TRANSLATE_NOOP("RunColumn", "Benchmark"), [](const RunRecord& run) { return text(run.benchmark); },
          [](const RunRecord& run) { return QVariant(text(run.benchmark)); }},
    Field{"seed", QT_TRANSLATE_NOOP("RunColumn", "Seed"), [](const RunRecord& run) { return QString::number(run.seed); },
          [](const RunRecord& run) { return QVariant(static_cast<qulonglong>(run.seed)); }},
    Field{"tasks", QT_TRANSLATE_NOOP("RunColumn", "Tasks learned"),
          [](const RunRecord& run) {
              return run.tasks == 0 ? QString() : QStringLiteral("%1 / %2").arg(run.learned).arg(run.tasks);
          },
          [](const RunRecord& run) { return run.tasks == 0 ? QVariant() : QVariant(run.learned); }},
    Field{"started", QT_TRANSLATE_NOOP("RunColumn", "Started"), startText,
          [](const RunRecord& run) { return run.started == 0 ? QVariant() : QVariant(static_cast<qlonglong>(run.started)); }},
    Field{"tags", QT_TRANSLATE_NOOP("RunColumn", "Tags"), tagText,
          [](const RunRecord& run) { return run.tags.empty() ? QVariant() : QVariant(tagText(run)); }},
    Field{"note", QT_TRANSLATE_NOOP("RunColumn", "Note"),
          [](const RunRecord& run) { return text(run.note).section(u'\n', 0, 0); },
          [](const RunRecord& run) { return run.note.empty() ? QVariant() : QVariant(text(run.note)); }},
    Field{"folder", QT_TRANSLATE_NOOP("RunColumn", "Folder"),
          [](const RunRecord& run) { return QFileInfo(text(run.folder)).fileName(); },
          [](const RunRecord& run) { return QVariant(text(run.folder)); }},
};

const Field& fieldAt(int place) { return fields[static_cast<std::size_t>(place)]; }

QString reductionWord(engine::Reduction reduction)
{
    switch (reduction) {
    case engine::Reduction::Best:
        return QCoreApplication::translate("RunColumn", "best");
    case engine::Reduction::Worst:
        return QCoreApplication::translate("RunColumn", "worst");
    case engine::Reduction::Last:
        break;
    }
    return QCoreApplication::translate("RunColumn", "last");
}

}  // namespace

RunColumn::RunColumn(const QString& id) : id_(id), measure_(engine::findMeasure(id.toStdString()))
{
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (id == QLatin1String(fields[i].id))
            field_ = static_cast<int>(i);
}

QString RunColumn::label() const
{
    if (isField())
        return QCoreApplication::translate("RunColumn", fieldAt(field_).label);
    return measure_ ? QString::fromUtf8(measure_->label) : id_;
}

QString RunColumn::title(engine::Reduction reduction) const
{
    if (!measure_)
        return isField() ? label() : id_.section(u'.', -1) + u'\n' + id_.section(u'.', 0, -2);
    const QString unit = QString::fromUtf8(engine::symbol(measure_->unit));
    return label() + u'\n' + (unit.isEmpty() ? QString() : unit + QStringLiteral(", ")) + reductionWord(reduction);
}

QString RunColumn::tip(engine::Reduction reduction) const
{
    if (!measure_)
        return isField() ? QString() : id_;
    const QString which = reduction == engine::Reduction::Last
                              ? QCoreApplication::translate("RunColumn", "after the last task learned")
                              : QCoreApplication::translate("RunColumn", "the %1 after any task; of measures known at the end "
                                                                         "alone, the value there")
                                    .arg(reductionWord(reduction));
    return QStringLiteral("%1: %2\n%3").arg(label(), which, QString::fromUtf8(measure_->formula));
}

QString RunColumn::text(const engine::RunRecord& run, engine::Reduction reduction) const
{
    if (isField())
        return fieldAt(field_).text(run);
    if (measure_) {
        const auto value = engine::reducedValue(run, *measure_, reduction);
        return value ? numberText(*value) : QStringLiteral("\u2013");
    }
    const std::string* value = run.option(id_.toStdString());
    return value ? QString::fromStdString(*value) : QString();
}

QVariant RunColumn::sortKey(const engine::RunRecord& run, engine::Reduction reduction) const
{
    if (isField())
        return fieldAt(field_).key(run);
    if (measure_) {
        const auto value = engine::reducedValue(run, *measure_, reduction);
        return value ? QVariant(*value) : QVariant();
    }
    const QString written = text(run, reduction);
    return written.isEmpty() ? QVariant() : numberOrText(written);
}

QString RunColumn::numberText(double value) const
{
    return measure_->unit == engine::Unit::Share ? percentText(value) : lossText(value);
}

QStringList runFields()
{
    QStringList ids;
    for (const Field& field : fields)
        ids += QLatin1String(field.id);
    return ids;
}

QStringList usualRunColumns()
{
    // In the order of what is wanted where there is room for a few alone.
    QStringList ids;
    for (const char* id :
         {"name", "method", "average_accuracy", "seed", "forgetting", "state", "benchmark", "tasks", "started", "tags"})
        ids += QLatin1String(id);
    return ids;
}

}  // namespace isthmus::widgets
