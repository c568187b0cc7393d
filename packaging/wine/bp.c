/* TEST-ONLY stand-in: Wine 8.0 has no bcryptprimitives.dll (Rust std needs ProcessPrng) */
#include <stddef.h>
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void*,unsigned long);
__declspec(dllexport) int ProcessPrng(unsigned char*p,size_t n){ while(n){unsigned long k=n>65536?65536:(unsigned long)n; if(!SystemFunction036(p,k)) return 0; p+=k;n-=k;} return 1; }

__declspec(dllexport) const char sozdesk_stand_in[] = "SOZDESK-STAND-IN";
