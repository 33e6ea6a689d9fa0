#include "widgets/forms/object_fields.h"

#include "widgets/forms/field_list.h"
#include "widgets/forms/kind_chooser.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/problem_line.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int step = 16;  ///< that a part is set in by

}  // namespace

ObjectFields::ObjectFields(const engine::OptionSection& declared, const ObjectFields* owner, QWidget* parent)
    : QWidget(parent),
      declared_(declared),
      level_(owner == nullptr ? 0 : owner->level_ + 1),
      path_(owner == nullptr ? declared.key : owner->pathOf(declared.key)),
      place_(QString::fromStdString(declared.label))
{
    if (owner != nullptr)
        place_ = tr("%1, %2").arg(owner->place_, place_);
    setObjectName(QString::fromStdString(declared_.key));
    setAccessibleName(place_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    // Made in the order in which they stand, which is the order of the Tab key.
    if (!declared_.kinds.empty()) {
        chooser_ = new KindChooser(declared_, {level_ > 0, std::max(0, level_ - 1) * step, level_ * step}, this);
        column->addWidget(chooser_);
        connect(chooser_, &KindChooser::edited, this, [this] {
            refresh();
            Q_EMIT edited();
        });
    }
    problemLine_ = new ProblemLine(this);
    column->addWidget(problemLine_);
    list_ = new FieldList(declared_, level_ * step, this);
    column->addWidget(list_);
    addParts(column);
    connect(list_, &FieldList::edited, this, &ObjectFields::edited);
    connect(list_, &FieldList::committed, this,
            [this](const OptionField* field) { Q_EMIT committed(QString::fromStdString(pathOf(field->spec().key))); });
    refresh();
}

void ObjectFields::addParts(QVBoxLayout* column)
{
    for (const engine::OptionGroup& kind : declared_.kinds) {
        for (const engine::OptionSection& part : kind.parts) {
            auto* object = new ObjectFields(part, this, this);
            column->addWidget(object);
            parts_.push_back({kind.id, object});
            connect(object, &ObjectFields::edited, this, &ObjectFields::edited);
            connect(object, &ObjectFields::committed, this, &ObjectFields::committed);
        }
    }
}

std::string ObjectFields::pathOf(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

std::string ObjectFields::kind() const { return chooser_ == nullptr ? std::string() : chooser_->kind(); }

QString ObjectFields::kindLabel() const
{
    const engine::OptionGroup* group = engine::findKind(declared_, kind());
    return group == nullptr ? QString() : QString::fromStdString(group->label);
}

std::vector<ObjectFields*> ObjectFields::parts() const
{
    std::vector<ObjectFields*> parts;
    for (const Part& part : parts_) {
        if (part.kind == kind())
            parts.push_back(part.object);
    }
    return parts;
}

std::vector<ObjectFields*> ObjectFields::objects()
{
    std::vector<ObjectFields*> objects{this};
    for (ObjectFields* part : parts()) {
        const std::vector<ObjectFields*> inside = part->objects();
        objects.insert(objects.end(), inside.begin(), inside.end());
    }
    return objects;
}

std::vector<OptionField*> ObjectFields::fields() const
{
    std::vector<OptionField*> fields = list_->present();
    if (chooser_ != nullptr)
        fields.insert(fields.begin(), chooser_->field());
    return fields;
}

OptionField* ObjectFields::field(const std::string& key) const
{
    for (OptionField* each : fields()) {
        if (each->spec().key == key)
            return each;
    }
    return nullptr;
}

void ObjectFields::clear()
{
    if (chooser_ != nullptr)
        chooser_->field()->clear();
    for (OptionField* each : list_->all())
        each->clear();
    for (const Part& part : parts_)
        part.object->clear();
    refresh();
}

engine::Json ObjectFields::take(const engine::Json& given)
{
    engine::Json left = given.is_string() && chooser_ != nullptr ? engine::Json{{"kind", given}} : given;
    if (!left.is_object())
        return left;
    while (takeOne(left)) {  // one by one: a value may bring the field of another into being
    }
    for (ObjectFields* part : parts()) {
        const auto found = left.find(part->declared_.key);
        if (found == left.end())
            continue;
        *found = part->take(*found);
        if (found->is_object() && found->empty())
            left.erase(found);
    }
    return left;
}

bool ObjectFields::takeOne(engine::Json& from)
{
    for (OptionField* each : fields()) {
        const auto found = from.find(each->spec().key);
        if (found == from.end())
            continue;
        each->setValue(*found);
        from.erase(found);
        refresh();
        return true;
    }
    return false;
}

engine::Json ObjectFields::values() const
{
    engine::Json values = engine::Json::object();
    for (const OptionField* each : fields()) {
        if (each->changed() || each->spec().key == "kind")
            values[each->spec().key] = each->value();
    }
    for (const ObjectFields* part : parts()) {
        if (const engine::Json inside = part->values(); !inside.empty())
            values[part->declared_.key] = inside;
    }
    return values;
}

void ObjectFields::setDefaults(const std::map<std::string, engine::PreferredDefault>& defaults)
{
    const auto tell = [&](OptionField* field) {
        const auto found = defaults.find(pathOf(field->spec().key));
        field->setDefault(found == defaults.end() ? nullptr : &found->second);
    };
    if (chooser_ != nullptr)
        tell(chooser_->field());
    for (OptionField* each : list_->all())
        tell(each);
    for (const Part& part : parts_)
        part.object->setDefaults(defaults);
    refresh();
}

void ObjectFields::setProblem(const QString& problem)
{
    wrong_ = !problem.isEmpty();
    problemLine_->setText(problem);
}

bool ObjectFields::wrong() const
{
    const std::vector<OptionField*> present = fields();
    return wrong_
           || std::any_of(present.begin(), present.end(), [](const OptionField* each) { return !each->problem().isEmpty(); });
}

int ObjectFields::changedCount() const
{
    const std::vector<OptionField*> present = list_->present();
    return static_cast<int>(
        std::count_if(present.begin(), present.end(), [](const OptionField* each) { return each->changed(); }));
}

void ObjectFields::reveal()
{
    list_->reveal();
    for (ObjectFields* part : parts())
        part->reveal();
}

void ObjectFields::setRunning(bool running)
{
    if (chooser_ != nullptr)
        chooser_->field()->setEditable(!running);
    for (OptionField* each : list_->all()) {
        const bool live = each->spec().live;
        each->setEditable(live || !running);
        each->setHint(live && running ? tr("from the next step") : QString());
    }
    for (const Part& part : parts_)
        part.object->setRunning(running);
}

void ObjectFields::refresh()
{
    if (chooser_ != nullptr)
        chooser_->refresh();
    list_->setKind(kind());
    for (const Part& part : parts_) {
        part.object->setVisible(part.kind == kind());
        part.object->refresh();
    }
}

// A part's options stand beside a thin line that says what belongs together.
void ObjectFields::paintEvent(QPaintEvent*)
{
    if (level_ == 0)
        return;
    const int top = chooser_ == nullptr ? 0 : chooser_->y() + chooser_->field()->geometry().bottom() + 3;
    QPainter painter(this);
    painter.fillRect(OptionField::gutter + (level_ - 1) * step, top, 1, height() - top, color(Role::Line));
}

}  // namespace isthmus::widgets
