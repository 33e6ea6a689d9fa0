// Format: u64 little-endian length of the header, the header (a JSON object: name -> dtype, shape, data_offsets), the data.
#include "engine/runs/safetensors.h"

#include "engine/error.h"
#include "engine/options/option_spec.h"
#include "engine/runs/files.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <tuple>

namespace isthmus::engine {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is little-endian");

struct TypeName {
    at::ScalarType type;
    const char* name;
    std::int64_t bytes;
};

constexpr TypeName types[] = {{at::kFloat, "F32", 4}, {at::kDouble, "F64", 8}, {at::kLong, "I64", 8}, {at::kByte, "U8", 1}};
constexpr std::uint64_t longestHeader = 100'000'000;

const TypeName* typeCalled(const std::string& name)
{
    const auto* found = std::find_if(std::begin(types), std::end(types), [&](const TypeName& type) { return name == type.name; });
    return found == std::end(types) ? nullptr : found;
}

const TypeName& typeOf(const at::Tensor& tensor)
{
    const auto* found =
        std::find_if(std::begin(types), std::end(types), [&](const TypeName& type) { return type.type == tensor.scalar_type(); });
    TORCH_CHECK(found != std::end(types), "a tensor of this type is never saved");
    return *found;
}

/// Reads one array described by `entry` from `data`; advances `expected`, where the next one has to begin.
at::Tensor readArray(const Json& entry, std::string_view data, std::uint64_t& expected)
{
    const TypeName* type = typeCalled(entry.at("dtype").get<std::string>());
    if (!type)
        throw std::runtime_error("has an array of type " + entry.at("dtype").get<std::string>()
                                 + "; F32, F64, I64 and U8 are known");
    const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
    const auto offsets = entry.at("data_offsets").get<std::vector<std::uint64_t>>();
    std::uint64_t bytes = static_cast<std::uint64_t>(type->bytes);
    for (const std::int64_t extent : shape) {
        if (extent < 0 || (extent > 0 && bytes > data.size() / static_cast<std::uint64_t>(extent)))
            throw std::runtime_error("has an array larger than the file");
        bytes *= static_cast<std::uint64_t>(extent);
    }
    if (offsets.size() != 2 || offsets[0] != expected || offsets[1] < offsets[0] || offsets[1] > data.size()
        || offsets[1] - offsets[0] != bytes)
        throw std::runtime_error("has an array whose place does not fit its shape");
    expected = offsets[1];
    at::Tensor tensor = at::empty(shape, at::TensorOptions(type->type));
    if (bytes > 0)
        std::memcpy(tensor.data_ptr(), data.data() + offsets[0], bytes);
    return tensor;
}

TensorFile parse(std::string_view bytes)
{
    std::uint64_t length = 0;
    if (bytes.size() < sizeof length)
        throw std::runtime_error("is too short to be a safetensors file");
    std::memcpy(&length, bytes.data(), sizeof length);
    if (length > longestHeader || length > bytes.size() - sizeof length)
        throw std::runtime_error("is not a safetensors file, or was cut short");
    const Json header = Json::parse(bytes.substr(sizeof length, length));
    const std::string_view data = bytes.substr(sizeof length + length);

    TensorFile content;
    std::vector<std::tuple<std::uint64_t, std::uint64_t, std::string>> order;  // begin, end, name, as the data lies
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            content.metadata = entry.get<std::map<std::string, std::string>>();
            continue;
        }
        const Json& offsets = entry.at("data_offsets");
        order.emplace_back(offsets.at(0).get<std::uint64_t>(), offsets.at(1).get<std::uint64_t>(), name);
    }
    std::sort(order.begin(), order.end());
    std::uint64_t expected = 0;
    for (const auto& [begin, end, name] : order)
        content.tensors[name] = readArray(header.at(name), data, expected);
    if (expected != data.size())
        throw std::runtime_error("holds data that no array claims");
    return content;
}

/// Calls `read` and names the file in what goes wrong.
template <typename Read>
auto naming(const std::filesystem::path& file, Read read)
{
    try {
        return read();
    } catch (const nlohmann::json::exception&) {
        throw badInput(file.string() + ": has a damaged safetensors header");
    } catch (const std::runtime_error& problem) {
        throw badInput(file.string() + ": " + problem.what());
    }
}

Json readHeader(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::uint64_t length = 0;
    in.read(reinterpret_cast<char*>(&length), sizeof length);
    if (!in || length > longestHeader || length > std::filesystem::file_size(file))
        throw std::runtime_error("is not a safetensors file, or was cut short");
    std::string header(length, ' ');
    in.read(header.data(), static_cast<std::streamsize>(length));
    return Json::parse(header);
}

}  // namespace

void writeSafetensors(const std::filesystem::path& file, const TensorFile& content)
{
    Json header = Json::object();
    if (!content.metadata.empty())
        header["__metadata__"] = content.metadata;
    std::vector<at::Tensor> arrays;  // what `parts` looks at
    std::vector<std::string_view> parts(1);
    std::size_t end = 0;
    for (const auto& [name, tensor] : content.tensors) {
        const at::Tensor& plain = arrays.emplace_back(tensor.detach().cpu().contiguous());
        const TypeName& type = typeOf(plain);
        const std::size_t begin = end;
        parts.emplace_back(static_cast<const char*>(plain.data_ptr()), static_cast<std::size_t>(plain.numel() * type.bytes));
        end += parts.back().size();
        header[name] = {{"dtype", type.name}, {"shape", plain.sizes().vec()}, {"data_offsets", {begin, end}}};
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // the data begins on a multiple of 8 bytes
    const std::uint64_t length = text.size();
    text.insert(0, reinterpret_cast<const char*>(&length), sizeof length);
    parts.front() = text;
    writeFile(file, parts);
}

TensorFile readSafetensors(const std::filesystem::path& file)
{
    const std::string bytes = readFile(file);
    return naming(file, [&] { return parse(bytes); });
}

std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& file)
{
    return naming(file, [&] { return readHeader(file).value("__metadata__", std::map<std::string, std::string>{}); });
}

std::map<std::string, ArrayKind> readSafetensorsKinds(const std::filesystem::path& file)
{
    return naming(file, [&] {
        const Json header = readHeader(file);
        std::map<std::string, ArrayKind> kinds;
        for (const auto& [name, entry] : header.items())
            if (name != "__metadata__")
                kinds[name] = {entry.at("dtype").get<std::string>(), entry.at("shape").get<std::vector<std::int64_t>>()};
        return kinds;
    });
}

}  // namespace isthmus::engine
