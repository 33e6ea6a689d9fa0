// Format: https://docs.vtk.org/en/latest/design_documents/IO.html. Values in base64 begin with how many bytes they are.
#include "engine/landscapes/files/vtk_xml.h"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>

namespace isthmus::engine {

namespace {

static_assert(std::endian::native == std::endian::little, "the files are declared little-endian");

std::string base64(std::string_view bytes)
{
    constexpr std::size_t piece = 3 << 20;                     // OpenSSL counts in int; whole groups of three bytes can be joined
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // and it writes a zero behind the text
    auto* to = reinterpret_cast<unsigned char*>(text.data());
    for (std::size_t begin = 0; begin < bytes.size(); begin += piece)
        to += ::EVP_EncodeBlock(to, reinterpret_cast<const unsigned char*>(bytes.data()) + begin,
                                static_cast<int>(std::min(piece, bytes.size() - begin)));
    text.pop_back();
    return text;
}

template <typename Value>
std::string array(const std::string& type, const std::string& name, std::span<const Value> values, int components)
{
    const std::uint64_t size = values.size_bytes();
    std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
    bytes.append(reinterpret_cast<const char*>(values.data()), size);
    return "<DataArray" + vtkAttribute("type", type) + vtkAttribute("Name", name)
           + vtkAttribute("NumberOfComponents", std::to_string(components)) + vtkAttribute("format", "binary") + ">"
           + base64(bytes) + "</DataArray>\n";
}

}  // namespace

std::string vtkAttribute(const std::string& name, const std::string& value) { return " " + name + "=\"" + value + "\""; }

std::string vtkXml(const std::string& type, const std::string& attributes, const std::string& content)
{
    return "<?xml version=\"1.0\"?>\n<VTKFile" + vtkAttribute("type", type) + vtkAttribute("version", "1.0")
           + vtkAttribute("byte_order", "LittleEndian") + vtkAttribute("header_type", "UInt64") + ">\n<" + type + attributes
           + ">\n" + content + "</" + type + ">\n</VTKFile>\n";
}

std::string vtkArray(const std::string& name, std::span<const double> values, int components)
{
    return array("Float64", name, values, components);
}

std::string vtkArray(const std::string& name, std::span<const std::int64_t> values) { return array("Int64", name, values, 1); }

std::string vtkArray(const std::string& name, std::span<const char> values) { return array("Int8", name, values, 1); }

std::string vtkField(const std::string& name, std::int64_t value)
{
    return "<FieldData>\n<DataArray" + vtkAttribute("type", "Int64") + vtkAttribute("Name", name)
           + vtkAttribute("NumberOfTuples", "1") + vtkAttribute("format", "ascii") + ">" + std::to_string(value)
           + "</DataArray>\n</FieldData>\n";
}

}  // namespace isthmus::engine
