#include "query/tasks/desk.h"

namespace dossier::query {

namespace fs = std::filesystem;

Desk::Stamp Desk::StampNow() const {
  const auto time_of = [](const std::string& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    return error ? fs::file_time_type{} : time;
  };
  return {time_of(directory_ + "/index/XAPIANDB"), time_of(directory_ + "/names.jsonl"),
          time_of(directory_ + "/corpus.db")};
}

Status Desk::Load() {
  engine_.reset();
  corpus_.reset();
  stamp_ = StampNow();  // before opening: what changes meanwhile is seen the next time
  DOSSIER_TRY_ASSIGN(corpus_, corpus::Corpus::Open(directory_, corpus::Access::kRead));
  auto engine = Engine::Open(directory_);
  if (engine)
    engine_ = std::move(*engine);
  else
    no_engine_ = engine.error();
  return Ok();
}

Result<std::unique_ptr<Desk>> Desk::Open(const std::string& corpus_directory) {
  auto desk = std::make_unique<Desk>();
  desk->directory_ = corpus_directory;
  DOSSIER_CHECK(desk->Load());
  return desk;
}

Status Desk::Current() {
  if (corpus_ && engine_ && stamp_ == StampNow()) return Ok();
  return Load();
}

Result<const Engine*> Desk::Asked() const {
  if (!engine_) return Fail(no_engine_);
  return &*engine_;
}

}  // namespace dossier::query
