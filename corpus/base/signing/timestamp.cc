#include "corpus/base/signing/timestamp.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "corpus/base/digest.h"

namespace dossier {
namespace {

template <auto kFree>
struct Freed {
  template <class Held>
  void operator()(Held* held) const {
    kFree(held);
  }
};
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using X509Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Context = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;

Memory MemoryOf(std::string_view text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

tl::unexpected<Error> Wrong(std::string_view what) {
  std::string message = "the time stamp " + std::string(what);
  if (const char* reason = ERR_reason_error_string(ERR_peek_last_error())) message += std::string(" (") + reason + ")";
  ERR_clear_error();
  return Fail(ErrorCode::kCorrupt, std::move(message));
}

// Only what is as strong as the chain that it stamps.
bool IsStrong(TS_TST_INFO* facts) {
  const ASN1_OBJECT* name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(facts)));
  const int id = OBJ_obj2nid(name);
  return id == NID_sha256 || id == NID_sha384 || id == NID_sha512;
}

Result<std::time_t> TimeOf(const TS_TST_INFO* facts) {
  std::tm fields{};
  const ASN1_GENERALIZEDTIME* stated = TS_TST_INFO_get_time(facts);
  if (!stated || ASN1_TIME_to_tm(stated, &fields) != 1) return Wrong("states no time");
  return timegm(&fields);
}

std::string NameOf(X509* certificate) {
  const Memory bio(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<size_t>(length));
}

// The certificates that are trusted; of none given, the signer's own.
Result<Store> TrustedStore(std::string_view authorities, X509* signer) {
  Store store(X509_STORE_new());
  if (authorities.empty()) {
    X509_STORE_add_cert(store.get(), signer);
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
    return store;
  }
  const Memory bio = MemoryOf(authorities);
  size_t count = 0;
  while (X509Certificate one{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    X509_STORE_add_cert(store.get(), one.get());
    ++count;
  }
  ERR_clear_error();  // the end of the text is one
  if (count == 0) return Fail(ErrorCode::kParse, "no certificate in PEM form");
  return store;
}

}  // namespace

Result<std::string> TimeStampRequest(std::string_view message) {
  const Digest digest = Sha256(message);
  const Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  std::string bytes(digest.bytes.begin(), digest.bytes.end());
  TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  TS_REQ_set_version(request.get(), 1);
  TS_REQ_set_msg_imprint(request.get(), imprint.get());
  TS_REQ_set_cert_req(request.get(), 1);
  unsigned char* der = nullptr;
  const int length = i2d_TS_REQ(request.get(), &der);
  if (length <= 0) return Fail(ErrorCode::kInternal, "cannot make a request for a time stamp");
  std::string out(reinterpret_cast<char*>(der), static_cast<size_t>(length));
  OPENSSL_free(der);
  return out;
}

Result<TimeStamp> VerifyTimeStamp(std::string_view answer, std::string_view message, std::string_view authorities) {
  const auto* at = reinterpret_cast<const unsigned char*>(answer.data());
  const auto* const end = at + answer.size();
  const Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
  if (!response || at != end) return Wrong("is no answer of a time-stamping authority");
  PKCS7* const token = TS_RESP_get_token(response.get());
  TS_TST_INFO* const facts = TS_RESP_get_tst_info(response.get());
  if (!token || !facts) return Wrong("was not granted");
  if (!IsStrong(facts)) return Wrong("is not of a SHA-2 digest");
  DOSSIER_TRY_ASSIGN(const std::time_t time, TimeOf(facts));
  STACK_OF(X509)* const signers = PKCS7_type_is_signed(token) ? PKCS7_get0_signers(token, nullptr, 0) : nullptr;
  const X509Certificate signer(sk_X509_num(signers) == 1 ? X509_dup(sk_X509_value(signers, 0)) : nullptr);
  sk_X509_free(signers);
  if (!signer) return Wrong("does not hold the certificate of who signed it");
  DOSSIER_TRY_ASSIGN(Store store, TrustedStore(authorities, signer.get()));
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), time);
  const Context context(TS_VERIFY_CTX_new());
  TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_data(context.get(), MemoryOf(message).release());  // the context owns both
  TS_VERIFY_CTX_set_store(context.get(), store.release());
  if (TS_RESP_verify_response(context.get(), response.get()) != 1) return Wrong("does not hold");
  return TimeStamp{UtcTime{static_cast<int64_t>(time) * 1000}, NameOf(signer.get()), !authorities.empty()};
}

}  // namespace dossier
