#include "engine/methods/learner_method.h"

namespace isthmus::engine {

std::vector<NamedNetwork> LearnerMethod::parts() const
{
    std::vector<NamedNetwork> vertices;
    for (int i = 0; learner_.count() > 1 && i < learner_.count(); ++i)
        vertices.push_back({"vertex-" + std::to_string(i + 1), learner_.simplex().vertices[i]});
    return vertices;
}

NamedTensors LearnerMethod::state() const
{
    NamedTensors state;
    learner_.save(state);
    return state;
}

}  // namespace isthmus::engine
