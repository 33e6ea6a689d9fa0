#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus::engine {

/// The text of a VTK XML file of a type, "PolyData", around what is in its element of the same name.
std::string vtkXml(const std::string& type, const std::string& attributes, const std::string& content);

/// A DataArray element with its values in base64. Its name is plain ASCII.
std::string vtkArray(const std::string& name, std::span<const double> values, int components = 1);
std::string vtkArray(const std::string& name, std::span<const std::int64_t> values);
std::string vtkArray(const std::string& name, std::span<const char> values);

/// A FieldData element with one number, which belongs to the whole.
std::string vtkField(const std::string& name, std::int64_t value);

/// ` NumberOfPoints="7"`
std::string vtkAttribute(const std::string& name, const std::string& value);

}  // namespace isthmus::engine
